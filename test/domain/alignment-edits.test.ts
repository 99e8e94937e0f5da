/** Texts that were shuffled, renumbered, split and merged at once: what alignment still finds. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { align } from '#domain/alignment.ts';
import { act, article, paragraph, point } from '#test/support/acts.ts';
import { areFilesHere, judge, knownProcedures } from '#test/support/known-concordance.ts';

const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'la', 'me', 'ni', 'po', 'ru', 'sa', 'te'];
const vocabulary = syllables.flatMap((one) => syllables.map((two) => `${one}${two}`));

/** A paragraph of its own words among those that every law has. */
const sentence = fc
  .shuffledSubarray(vocabulary, { minLength: 12, maxLength: 18 })
  .map((words) => `Member States shall ensure that ${words.join(' ')} without undue delay.`);

type Edit = 'keep' | 'split' | 'merge';

interface Edited {
  readonly texts: readonly string[];
  readonly edit: Edit;
}

const anEdited: fc.Arbitrary<Edited> = fc.record({
  texts: fc.array(sentence, { minLength: 3, maxLength: 5 }),
  edit: fc.constantFrom<Edit>('keep', 'split', 'merge'),
});

const aCase = fc.array(anEdited, { minLength: 3, maxLength: 8 }).chain((all) =>
  fc.record({
    all: fc.constant(all),
    order: fc.shuffledSubarray([...all.keys()], { minLength: all.length }),
  }),
);

/** The paragraphs of an article after the edit, each with the places of those that it came of. */
function edited({ texts, edit }: Edited): readonly (readonly [string, readonly number[]])[] {
  const kept = texts.map((text, place) => [text, [place]] as const);
  const [first, second, ...rest] = kept;
  if (edit === 'keep' || !first || !second) return kept;
  if (edit === 'merge') return [[`${first[0]} ${second[0]}`, [0, 1]], ...rest];
  const words = first[0].split(' ');
  const half = Math.ceil(words.length / 2);
  return [
    [words.slice(0, half).join(' '), [0]],
    [words.slice(half).join(' '), [0]],
    second,
    ...rest,
  ];
}

function numbered(articles: readonly (readonly string[])[]) {
  return act(
    ...articles.map((texts, index) =>
      article(index + 1, '', ...texts.map((text, place) => paragraph(place + 1, text))),
    ),
  );
}

test('at least 95 % of what is paired is right, and of what can be paired is', () => {
  let [right, paired, wanted] = [0, 0, 0];
  fc.assert(
    fc.property(aCase, ({ all, order }) => {
      const after = order.map((index) => edited(all[index]!));
      const pairs = align(
        numbered(all.map(({ texts }) => texts)).provisions,
        numbered(after.map((own) => own.map(([text]) => text))).provisions,
      ).filter(({ before }) => before.includes('/'));
      const origins = new Map(
        after.flatMap((own, at) =>
          own.map(([, places], index) => [
            `art_${at + 1}/par_${index + 1}`,
            places.map((place) => `art_${order[at]! + 1}/par_${place + 1}`),
          ]),
        ),
      );
      right += pairs.filter(({ before, after: to }) => origins.get(to)?.includes(before)).length;
      paired += pairs.length;
      // Of two that were merged one can be paired, and of the halves of one that was split one.
      wanted += all.reduce((sum, { texts, edit }) => sum + texts.length - +(edit === 'merge'), 0);
    }),
    { numRuns: 150 },
  );
  expect(right / paired).toBeGreaterThanOrEqual(0.95);
  expect(right / wanted).toBeGreaterThanOrEqual(0.95);
});

test('[A9] a definition that was rewritten is known by its term', () => {
  const defining = (...texts: readonly string[]) =>
    act(
      article(
        1,
        'Definitions',
        paragraph(1, 'These apply:', ...texts.map((text, place) => point(place + 1, text))),
      ),
    ).provisions;
  const before = defining(
    '‘Personal data’ means any information as defined in point 1 of Article 4 of that Regulation;',
    '‘Non-personal data’ means data other than personal data as defined in Article 4;',
  );
  const after = defining(
    '‘consent’ means consent as defined in point 11 of Article 4 of that Regulation;',
    '‘personal data’ means personal data as defined in Article 4;',
    '‘non-personal data’ means data other than personal data;',
  );
  const found = align(before, after).filter((pair) => pair.before.includes('pt_'));
  expect(found.map((pair) => [pair.before.at(-1), pair.after.at(-1)])).toEqual([
    ['1', '2'],
    ['2', '3'],
  ]);
});

test('[A10] of two that are equally alike the one with the same number is taken', () => {
  const same = 'Member States inform the Commission of all that they do under this Article.';
  const before = act(article(1, '', paragraph(3, same))).provisions;
  const after = act(article(1, '', paragraph(1, same), paragraph(3, same))).provisions;
  expect(align(before, after).at(-1)).toEqual({
    before: 'art_1/par_3',
    after: 'art_1/par_3',
    score: 1,
  });
});

/** Of the DMA, some points of Articles 5 and 6 became paragraphs that were written anew. */
describe.skipIf(!areFilesHere()).each(knownProcedures)('$name, by hand', (procedure) => {
  test('paragraphs and points are found again', () => {
    const { precision, recall } = judge(procedure);
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(procedure.name === 'DMA' ? 0.94 : 0.95);
  });
});
