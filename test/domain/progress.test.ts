/** F11: how much of each institution's text the agreement took over. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addTakeovers, negotiators, type RowTexts, share, takeovers } from '#domain/progress.ts';

const silent: RowTexts = { proposal: null, parliament: null, council: null, agreement: null };
const row = (texts: Partial<RowTexts>): RowTexts => ({ ...silent, ...texts });

describe('the agreement’s words that stand in an institution’s text', () => {
  test('[G2] are counted by word', () => {
    const { parliament } = takeovers(
      row({ parliament: 'Keepers light the lamps.', agreement: 'Keepers light all lamps.' }),
    );
    expect(parliament.text).toEqual({ words: 4, taken: 3 });
  });

  test('[G1] capitals, marks and the printer’s habits do not count', () => {
    const { council } = takeovers(
      row({ council: 'the “keeper”, lights', agreement: 'The keeper lights' }),
    );
    expect(share(council.text)).toBe(1);
  });

  test('[G4] a row in which only the institution speaks is told and not judged', () => {
    const { parliament } = takeovers(row({ parliament: 'Fog signals are rung.' }));
    expect(parliament).toMatchObject({ rows: 0, silent: 1, text: { words: 0 } });
    expect(share(parliament.text)).toBeNull();
  });

  test('[G4] a long row weighs more than a short one', () => {
    const long = row({
      council: 'one two three four five six',
      agreement: 'one two three four five six',
    });
    const short = row({ council: 'red blue', agreement: 'green white' });
    expect(addTakeovers([takeovers(long), takeovers(short)]).council.text).toEqual({
      words: 8,
      taken: 6,
    });
  });
});

describe('the changes of an institution that the agreement took over', () => {
  const proposal = 'Operators shall keep records for three years.';

  test('[G3] count where words that were put in stand in the agreement', () => {
    const parliament = 'Operators shall keep public records for three years.';
    const { changes } = takeovers(row({ proposal, parliament, agreement: parliament })).parliament;
    expect(changes).toEqual({ words: 1, taken: 1 });
  });

  test('[G3] count where words that were taken out did not come back', () => {
    const council = 'Operators shall keep records.';
    const took = takeovers(row({ proposal, council, agreement: council })).council;
    expect(took.changes).toEqual({ words: 3, taken: 3 });
    const left = takeovers(row({ proposal, council, agreement: proposal })).council;
    expect(left.changes).toEqual({ words: 3, taken: 0 });
  });

  test('[G3] are not the proposal’s, nor those of who left it as it was', () => {
    const all = takeovers(row({ proposal, parliament: proposal, agreement: 'Something else.' }));
    expect([all.proposal.changes.words, all.parliament.changes.words]).toEqual([0, 0]);
  });

  test('[G3] are all words where the proposal is silent', () => {
    const { changes } = takeovers(
      row({ parliament: 'Fog signals ring.', agreement: 'Fog signals ring at night.' }),
    ).parliament;
    expect(changes).toEqual({ words: 3, taken: 3 });
  });
});

describe('[F11] whatever the texts are', () => {
  const word = fc.constantFrom(
    'keeper',
    'lamp',
    'the',
    'of',
    '2021/821',
    '5a5',
    'end-user',
    '.',
    'É',
  );
  const text = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(' '));
  const any = fc.option(fc.oneof(text, fc.string({ unit: 'grapheme' })));
  const rows = fc.array(
    fc.record({ proposal: any, parliament: any, council: any, agreement: any }),
    { maxLength: 8 },
  );
  const shares = (texts: readonly RowTexts[]) => {
    const sums = addTakeovers(texts.map(takeovers));
    return negotiators.flatMap((one) => [share(sums[one].text), share(sums[one].changes)]);
  };

  test('a share is between 0 and 1', () => {
    fc.assert(
      fc.property(rows, (texts) => {
        for (const one of shares(texts)) if (one !== null) expect(one >= 0 && one <= 1).toBe(true);
      }),
    );
  });

  test('the order of the rows is irrelevant', () => {
    fc.assert(
      fc.property(rows, (texts) => {
        expect(shares(texts.toReversed())).toEqual(shares(texts));
      }),
    );
  });

  test('[G2] the agreement has as many words, with whichever text it is compared', () => {
    fc.assert(
      fc.property(any, any, text, (parliament, council, agreement) => {
        const { text: words } = takeovers(row({ parliament: agreement, agreement })).parliament;
        const all = takeovers(row({ parliament, council, agreement }));
        for (const one of [all.parliament, all.council])
          if (one.rows > 0) expect(one.text.words).toBe(words.words);
      }),
    );
  });

  test('of who wrote the same words, all were taken over', () => {
    fc.assert(
      fc.property(fc.option(text), text, (proposal, agreement) => {
        const same = shares([row({ proposal, parliament: agreement, agreement })]);
        for (const one of [same[2], same[3]]) expect([1, null]).toContain(one);
      }),
    );
  });

  test('of who has no word in common with the agreement, none was', () => {
    const others = fc.array(fc.constantFrom('bell', 'fog', 'horn'), { minLength: 1 });
    fc.assert(
      fc.property(
        text.filter((one) => /\w/.test(one)),
        others,
        (agreement, theirs) => {
          const [, , words] = shares([row({ parliament: theirs.join(' '), agreement })]);
          expect(words).toBe(0);
        },
      ),
    );
  });

  test('where the agreement is the proposal, nobody’s changes were taken over', () => {
    fc.assert(
      fc.property(text, text, (proposal, council) => {
        const found = shares([row({ proposal, council, agreement: proposal })])[5];
        expect([0, null]).toContain(found);
      }),
    );
  });
});
