import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { align, type Alignment } from '#domain/alignment.ts';
import type { ActText } from '#domain/provision.ts';
import {
  act,
  annex,
  article,
  paragraph,
  point,
  recital,
  subparagraph,
} from '#test/support/acts.ts';

function alignActs(before: ActText, after: ActText): Alignment {
  return align(before.provisions, after.provisions);
}

/** Which path became which. */
function became(before: ActText, after: ActText): Readonly<Record<string, string>> {
  const pairs = alignActs(before, after).map((pair) => [pair.before, pair.after] as const);
  return Object.fromEntries(pairs);
}

const records = 'Exporters keep detailed registers of every cyber-surveillance item for ten years.';
const licences =
  'The competent authority grants an individual licence where no risk is identified.';
const penalties = 'Member States lay down effective, proportionate and dissuasive penalties.';
const brokers =
  'A broker declares the end-use, the end-user and the route of all goods in transit.';

describe('what is compared with what', () => {
  test('[A1] the same words in a recital and in an article are not the same provision', () => {
    const before = act(recital(1, records));
    const after = act(article(1, records));
    expect(alignActs(before, after)).toEqual([]);
  });

  test('[A1] a recital, an article and an annex of the same words each find their like', () => {
    const parts = [recital(1, records), article(1, records), annex('I', records)];
    expect(became(act(...parts), act(...parts))).toEqual({
      rec_1: 'rec_1',
      art_1: 'art_1',
      anx_I: 'anx_I',
    });
  });

  test('[A2] an article is found again under another number', () => {
    const before = act(
      article(1, 'Records', paragraph(1, records)),
      article(2, 'Licences', paragraph(1, licences)),
    );
    const after = act(
      article(1, 'Licences', paragraph(1, licences)),
      article(2, 'Brokers', paragraph(1, brokers)),
      article(3, 'Records', paragraph(1, records)),
    );
    expect(became(before, after)).toEqual({
      art_1: 'art_3',
      'art_1/par_1': 'art_3/par_1',
      art_2: 'art_1',
      'art_2/par_1': 'art_1/par_1',
    });
  });

  test('[A2] the heading tells apart two articles whose words were rewritten alike', () => {
    const before = act(
      article(1, 'Brokering services', paragraph(1, 'An authorisation is required for them.')),
      article(2, 'Technical assistance', paragraph(1, 'An authorisation is required for it.')),
    );
    const after = act(
      article(1, 'Technical assistance', paragraph(1, 'An authorisation is required for them.')),
      article(2, 'Brokering services', paragraph(1, 'An authorisation is required for it.')),
    );
    expect(became(before, after)).toMatchObject({ art_1: 'art_2', art_2: 'art_1' });
  });

  test('[A2] of two like articles only the more alike is paired', () => {
    const before = act(article(1, 'Records', paragraph(1, records)));
    const after = act(
      article(1, 'Records', paragraph(1, records.replace('ten years', 'five years'))),
      article(2, 'Records', paragraph(1, records)),
    );
    expect(became(before, after)).toEqual({ art_1: 'art_2', 'art_1/par_1': 'art_2/par_1' });
  });
});

describe('inside a pair of articles', () => {
  test('[A3] paragraphs and points are found again in another order', () => {
    const before = act(
      article(
        1,
        'Duties',
        paragraph(1, 'Exporters declare:', point('a', records), point('b', brokers)),
        paragraph(2, licences),
      ),
    );
    const after = act(
      article(
        1,
        'Duties',
        paragraph(1, licences),
        paragraph(2, 'Exporters declare:', point('a', brokers), point('b', records)),
      ),
    );
    expect(became(before, after)).toEqual({
      art_1: 'art_1',
      'art_1/par_1': 'art_1/par_2',
      'art_1/par_1/pt_a': 'art_1/par_2/pt_b',
      'art_1/par_1/pt_b': 'art_1/par_2/pt_a',
      'art_1/par_2': 'art_1/par_1',
    });
  });

  test('[A3] of two points of the same words, each keeps its place', () => {
    const same = article(
      1,
      'Form',
      paragraph(1, licences, point('a', 'the name;'), point('b', 'the name;')),
    );
    const found = became(act(same), act(same));
    expect(found).toMatchObject({
      'art_1/par_1/pt_a': 'art_1/par_1/pt_a',
      'art_1/par_1/pt_b': 'art_1/par_1/pt_b',
    });
  });

  test('[A4] what was rewritten between two neighbours that stayed is paired', () => {
    const rewritten = 'Licences are valid for two years and may be renewed once.';
    const before = act(
      article(1, 'Duties', paragraph(1, records), paragraph(2, rewritten), paragraph(3, brokers)),
    );
    const other = 'Licences are valid until the exporter ceases trading or is dissolved.';
    const after = act(
      article(1, 'Duties', paragraph(1, records), paragraph(2, other), paragraph(3, brokers)),
    );
    const pair = alignActs(before, after).find((one) => one.before === 'art_1/par_2');
    expect(pair?.after).toBe('art_1/par_2');
    expect(pair?.score).toBeLessThan(0.5);
  });

  test('[A4] two that have no word in common are not paired, even between neighbours', () => {
    const before = act(
      article(1, 'Duties', paragraph(1, records), paragraph(2, licences), paragraph(3, brokers)),
    );
    const after = act(
      article(1, 'Duties', paragraph(1, records), paragraph(2, penalties), paragraph(3, brokers)),
    );
    expect(became(before, after)).not.toHaveProperty('art_1/par_2');
  });

  test('[A5] a subparagraph that became a paragraph is found again', () => {
    const before = act(
      article(1, 'Duties', paragraph(1, records, subparagraph(2, licences)), paragraph(2, brokers)),
    );
    const after = act(
      article(1, 'Duties', paragraph(1, records), paragraph(2, licences), paragraph(3, brokers)),
    );
    expect(became(before, after)).toEqual({
      art_1: 'art_1',
      'art_1/par_1': 'art_1/par_1',
      'art_1/par_1/sub_2': 'art_1/par_2',
      'art_1/par_2': 'art_1/par_3',
    });
  });
});

describe('across the text', () => {
  const elsewhere = article(2, 'Sanctions', paragraph(1, penalties));

  test('[A6] a paragraph that moved to another article is found there', () => {
    const before = act(
      article(1, 'Duties', paragraph(1, records), paragraph(2, brokers)),
      elsewhere,
    );
    const after = act(
      article(1, 'Duties', paragraph(1, records)),
      article(2, 'Sanctions', paragraph(1, penalties), paragraph(2, brokers)),
    );
    expect(became(before, after)).toMatchObject({ 'art_1/par_2': 'art_2/par_2' });
  });

  test('[A6] a few words are not enough to have moved', () => {
    const before = act(
      article(1, 'Duties', paragraph(1, records, point('a', 'the name;'))),
      elsewhere,
    );
    const after = act(
      article(1, 'Duties', paragraph(1, records)),
      article(2, 'Sanctions', paragraph(1, penalties, point('a', 'the name;'))),
    );
    expect(became(before, after)).not.toHaveProperty('art_1/par_1/pt_a');
  });

  test('[A6] a recital does not move into an article, nor an article into a recital', () => {
    const before = act(recital(1, brokers), article(1, 'Duties', paragraph(1, records)));
    const after = act(
      recital(1, records),
      article(1, 'Duties', paragraph(1, penalties), paragraph(2, brokers)),
    );
    const found = became(before, after);
    expect(found['rec_1']).not.toBe('art_1/par_2');
    expect(found['art_1/par_1']).not.toBe('rec_1');
  });
});

describe('the score', () => {
  test('[A7] the same wording scores 1, whatever quotation marks the printer chose', () => {
    const before = act(recital(1, '‘Broker’ means a person who negotiates.'));
    const after = act(
      recital(4, '“Broker” means  a person who negotiates.'.replaceAll(/[“”]/g, "'")),
    );
    expect(alignActs(before, after)).toEqual([{ before: 'rec_1', after: 'rec_4', score: 1 }]);
  });

  test('[A7] the more words were changed, the lower it is', () => {
    const score = (text: string) =>
      alignActs(act(recital(1, records)), act(recital(1, text)))[0]?.score ?? 0;
    const slightly = score(records.replace('ten', 'five'));
    const more = score(records.replace('ten', 'five').replace('detailed registers', 'lists'));
    expect(slightly).toBeLessThan(1);
    expect(more).toBeLessThan(slightly);
    expect(more).toBeGreaterThan(0);
  });

  test('[A7] half of the words in common scores about a half', () => {
    const half = 'alpha beta gamma delta epsilon zeta eta theta';
    const before = act(recital(1, `${half} one two three four five six seven eight`));
    const after = act(recital(1, `${half} iota kappa lambda mu nu xi omicron pi`));
    const score = alignActs(before, after)[0]!.score;
    expect(score).toBeGreaterThan(0.35);
    expect(score).toBeLessThan(0.65);
  });
});

/** Words that nobody uses, so that each provision can have some of its own. */
const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'la', 'me', 'ni', 'po', 'ru', 'sa', 'te'];
const ownWords = syllables.flatMap((first) => syllables.map((second) => `${first}${second}`));

/** An article that can be set under any number: its heading and two paragraphs. */
interface Content {
  readonly heading: string;
  readonly paragraphs: readonly [string, string];
}

const wordsEach = 10;

function contentsOf(words: readonly string[]): readonly Content[] {
  const count = Math.floor(words.length / wordsEach);
  return Array.from({ length: count }, (_, index) => {
    const [a, b, ...rest] = words.slice(index * wordsEach, (index + 1) * wordsEach);
    const duty = (own: readonly string[]) =>
      `Member States shall ensure that the ${own.join(' ')} are notified to the Commission.`;
    return {
      heading: `${a} and ${b}`,
      paragraphs: [duty(rest.slice(0, 4)), duty(rest.slice(4))] as const,
    };
  });
}

/** Acts of between three and fourteen articles, with a text of their own each. */
const contents = fc
  .shuffledSubarray(ownWords, { minLength: 3 * wordsEach, maxLength: ownWords.length })
  .map(contentsOf);

function numbered(articles: readonly Content[]): ActText {
  return act(
    ...articles.map(({ heading, paragraphs }, index) =>
      article(index + 1, heading, ...paragraphs.map((text, place) => paragraph(place + 1, text))),
    ),
  );
}

/** What has the same words, by where it stands in each. */
function byWords(before: ActText, after: ActText): Readonly<Record<string, string>> {
  const places = new Map(after.provisions.map(({ text, path }) => [text, path]));
  const pairs = before.provisions.flatMap(({ text, path }) => {
    const place = places.get(text);
    return place === undefined ? [] : [[path, place] as const];
  });
  return Object.fromEntries(pairs);
}

const orders = contents.chain((all) =>
  fc.record({
    all: fc.constant(all),
    order: fc.shuffledSubarray([...all.keys()], { minLength: all.length }),
  }),
);

const editions = contents.chain((all) => {
  const some = fc.subarray([...all.keys()], { minLength: 1 });
  return fc.record({ all: fc.constant(all), before: some, after: some });
});

describe('whatever is done to a text', () => {
  test('articles in any order, with new numbers, are all found again', () => {
    fc.assert(
      fc.property(orders, ({ all, order }) => {
        const before = numbered(all);
        const after = numbered(order.map((index) => all[index]!));
        expect(became(before, after)).toEqual(byWords(before, after));
      }),
    );
  });

  test('articles put in and taken out leave the others recognised', () => {
    fc.assert(
      fc.property(editions, ({ all, before, after }) => {
        const [a, b] = [before, after].map((some) => numbered(some.map((index) => all[index]!)));
        expect(became(a!, b!)).toMatchObject(byWords(a!, b!));
      }),
    );
  });

  test('[A7] two different articles that are paired after all ask for a person’s eye', () => {
    fc.assert(
      fc.property(editions, ({ all, before, after }) => {
        const onlyBefore = before.filter((index) => !after.includes(index));
        const onlyAfter = after.filter((index) => !before.includes(index));
        const [a, b] = [onlyBefore, onlyAfter].map((some) =>
          numbered(some.map((index) => all[index]!)),
        );
        const sure = alignActs(a!, b!).filter(({ score }) => score >= 0.5);
        expect(sure.filter(({ before: path }) => !path.includes('/'))).toEqual([]);
      }),
    );
  });

  test('[A8] the result is the same each time, and pairs nothing twice', () => {
    fc.assert(
      fc.property(editions, ({ all, before, after }) => {
        const [a, b] = [before, after].map((some) => numbered(some.map((index) => all[index]!)));
        const pairs = alignActs(a!, b!);
        expect(alignActs(structuredClone(a!), structuredClone(b!))).toEqual(pairs);
        expect(new Set(pairs.map((pair) => pair.before)).size).toBe(pairs.length);
        expect(new Set(pairs.map((pair) => pair.after)).size).toBe(pairs.length);
      }),
    );
  });

  test('a text is wholly like itself', () => {
    fc.assert(
      fc.property(contents, (all) => {
        const text = numbered(all);
        const same = text.provisions.map(({ path }) => ({ before: path, after: path, score: 1 }));
        expect(alignActs(text, text)).toEqual(same);
      }),
    );
  });
});

test('an unnumbered text and its points are found again once the paragraphs are numbered', () => {
  const before = act(
    article(
      2,
      'Definitions',
      paragraph(null, 'These definitions apply:', point(1, records), point(2, brokers)),
    ),
  );
  const after = act(
    article(
      3,
      'Definitions',
      paragraph(1, 'These definitions apply:', point('a', brokers), point('b', records)),
    ),
  );
  expect(became(before, after)).toEqual({
    art_2: 'art_3',
    'art_2/par_1': 'art_3/par_1',
    'art_2/par_1/pt_1': 'art_3/par_1/pt_b',
    'art_2/par_1/pt_2': 'art_3/par_1/pt_a',
  });
});
