import { expect, test } from 'vitest';
import { proposalCelex } from '#domain/celex.ts';

test.each([
  ['COM(2016) 616 final', '52016PC0616'],
  ['COM(2016)0616', '52016PC0616'],
  ['COM(2020)842', '52020PC0842'],
  ['COM(1999) 7 final', '51999PC0007'],
])('%s is %s on EUR-Lex', (reference, celex) => {
  expect(proposalCelex(reference)).toBe(celex);
});

test.each(['SWD(2016) 314', 'Regulation (EU) 2021/821', 'COM(2016)', ''])(
  '“%s” is no proposal of the Commission',
  (reference) => {
    expect(proposalCelex(reference)).toBeUndefined();
  },
);
