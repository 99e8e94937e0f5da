import { describe, expect, test } from 'vitest';
import { celexOf, eurLexAddress } from '#domain/official-address.ts';

describe('[P1] the official place of a document', () => {
  test('on EUR-Lex is that of its CELEX number', () => {
    expect(eurLexAddress('32021R0821')).toBe(
      'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32021R0821',
    );
  });

  test.each([
    ['COM(2016) 616 final', '52016PC0616'],
    ['COM(2016)0616', '52016PC0616'],
    ['P8_TA(2018)0006', '52018AP0006'],
    ['SWD(2016) 314 final', '52016SC0314'],
    ['Regulation (EU) 2021/821', '32021R0821'],
    ['Regulation (EC) No 428/2009', '32009R0428'],
    ['Directive (EU) 2019/790', '32019L0790'],
  ])('of %s follows from its number', (reference, celex) => {
    expect(celexOf(reference, true)).toBe(celex);
  });

  test('of a communication is another than that of a proposal', () => {
    expect(celexOf('COM(2021) 716 final', false)).toBe('52021DC0716');
  });

  test('of a resolution does not follow from its number', () => {
    expect(celexOf('P8_TA(2015)0288', false)).toBeUndefined();
  });

  test.each(['11747/20', 'A8-0390/2017', 'T9-0101/2021', ''])(
    'is not guessed where the number says nothing of it: %s',
    (reference) => expect(celexOf(reference, true)).toBeUndefined(),
  );
});
