import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differences, sameWording } from '#domain/differences.ts';

/** "kept [-deleted-]{+inserted+} kept" */
function marked(before: string, after: string): string {
  const marks = { same: ['', ''], deleted: ['[-', '-]'], inserted: ['{+', '+}'] } as const;
  return differences(before, after)
    .map(({ kind, text }) => marks[kind][0] + text + marks[kind][1])
    .join('');
}

describe('changes are shown as a reader would mark them', () => {
  test.each([
    ['Exporters keep records.', 'Exporters keep full records.', 'Exporters keep{+ full+} records.'],
    ['Exporters keep records.', 'Brokers keep records.', '[-Exporters-]{+Brokers+} keep records.'],
    ['(a) cats; (b) dogs', '(a) cats, mice; (b) dogs', '(a) cats{+, mice+}; (b) dogs'],
    ['one two', 'one, two', 'one{+,+} two'],
    ['', 'new', '{+new+}'],
    ['old', '', '[-old-]'],
    ['same', 'same', 'same'],
    [
      'Regulation (EU) 2021/821',
      'Regulation (EU) 2021/822',
      'Regulation (EU) [-2021/821-]{+2021/822+}',
    ],
    [
      'cyber-surveillance items',
      'cyber-security items',
      '[-cyber-surveillance-]{+cyber-security+} items',
    ],
  ])('%s → %s', (before, after, expected) => {
    expect(marked(before, after)).toBe(expected);
  });

  test('a lone small word between two rewritten passages goes with them', () => {
    expect(marked('review the status', 'assess the facts')).toBe(
      '[-review the status-]{+assess the facts+}',
    );
  });

  test('a small word between two insertions stays', () => {
    expect(marked('list the goods', 'list all the dual-use goods')).toBe(
      'list{+ all+} the{+ dual-use+} goods',
    );
  });

  test('an inserted sentence begins where a sentence begins', () => {
    expect(marked('Hear. The Commission acts.', 'Hear. The Board may. The Commission acts.')).toBe(
      'Hear.{+ The Board may.+} The Commission acts.',
    );
  });

  test('a new line is a change, and nothing around it', () => {
    expect(marked('one two', 'one\ntwo')).toBe('one[- two-]{+\ntwo+}');
  });
});

const word = fc.constantFrom(
  'the',
  'goods',
  'of',
  'exporter',
  'a',
  'item',
  '2021/821',
  '.',
  ';',
  '\n',
  '’',
  '  ',
);
const text = fc.oneof(
  fc.array(word, { maxLength: 60 }).map((words) => words.join(' ')),
  fc.array(word, { maxLength: 60 }).map((words) => words.join('')),
  fc.string({ maxLength: 80, unit: 'binary' }),
);

function join(before: string, after: string, without: 'inserted' | 'deleted'): string {
  const parts = differences(before, after).filter(({ kind }) => kind !== without);
  return parts.map((part) => part.text).join('');
}

test('no character of either text is lost or added', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(join(before, after, 'inserted')).toBe(before);
      expect(join(before, after, 'deleted')).toBe(after);
    }),
    { numRuns: 2000 },
  );
});

test('neighbouring parts are of different kinds, and none is empty', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = differences(before, after);
      expect(parts.every((part) => part.text !== '')).toBe(true);
      parts.slice(1).forEach((part, index) => expect(part.kind).not.toBe(parts[index]!.kind));
    }),
  );
});

describe('long texts', () => {
  const words = (count: number, name: string) =>
    Array.from({ length: count }, (_, index) => `${name}${(index * 7919) % 5003}`).join(' ');
  const sentences = (count: number, changed: number) =>
    Array.from({ length: count }, (_, index) =>
      index === changed ? `Sentence ${index} says more than before.` : `Sentence ${index} says it.`,
    ).join(' ');

  test('a change in one sentence of very many is still shown by word', () => {
    const found = differences(sentences(900, -1), sentences(900, 450));
    const changed = found.filter(({ kind }) => kind !== 'same').map((part) => part.text);
    expect(changed).toEqual(['it', 'more than before']);
  });

  test.each([
    ['no word in common', words(14_000, 'a'), words(14_000, 'b')],
    ['two words over and over', 'a '.repeat(50_000), 'b a '.repeat(25_000)],
    ['nothing but stops', '.'.repeat(100_000), ';'.repeat(100_000)],
    [
      'few words in disorder',
      words(5000, '').replace(/\d(\d)\d*/g, '$1'),
      words(5000, 'x').replace(/x\d*(\d)/g, '$1'),
    ],
  ])('of 100 kB with %s still tell both texts', (_, before, after) => {
    const parts = differences(before, after);
    expect(
      parts
        .filter(({ kind }) => kind !== 'inserted')
        .map((one) => one.text)
        .join(''),
    ).toBe(before);
  });
});

test.each([
  ['the user’s “data”', 'the  user\'s "data"', true],
  ['one\ntwo', 'one two', true],
  ['one two', 'onetwo', false],
  ['goods', 'Goods', false],
])('“%s” and “%s” are the same wording: %s', (a, b, same) => {
  expect(sameWording(a, b)).toBe(same);
});
