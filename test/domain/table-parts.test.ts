import { expect, test } from 'vitest';
import { assembleTable } from '#domain/four-column-table.ts';
import { partsOf } from '#domain/table-parts.ts';
import { act, annex, article, chapter, paragraph, recital, title } from '#test/support/acts.ts';

const text = act(
  title('Regulation on lighthouses'),
  recital(1, 'Ships need light.'),
  article(1, 'Subject matter', paragraph(1, 'This Regulation is about lighthouses.')),
  chapter('II', 'Keepers'),
  article(2, 'Duties', paragraph(1, 'Keepers light the lamps.')),
  chapter('III', 'Fog'),
  article(3, 'Signals', paragraph(1, 'Signals are rung.')),
  annex('I', 'Lamps'),
);

test('F11: every row is in the title, the recitals, its chapter or the annexes', () => {
  const { rows } = assembleTable({ proposal: { kind: 'act', act: text } }, []);
  const named = partsOf(rows).map((part, n) => [rows[n]!.cells.proposal!.path, part.name]);
  expect(named).toEqual([
    ['title', 'Title and citations'],
    ['rec_1', 'Recitals'],
    ['art_1', 'Articles'],
    ['art_1/par_1', 'Articles'],
    ['chp_II', 'Chapter II'],
    ['art_2', 'Chapter II'],
    ['art_2/par_1', 'Chapter II'],
    ['chp_III', 'Chapter III'],
    ['art_3', 'Chapter III'],
    ['art_3/par_1', 'Chapter III'],
    ['anx_I', 'Annexes'],
  ]);
});

test('F11: summaries are a part of their own', () => {
  const summary = { key: 'fog', citation: 'Article 3', text: 'More fog.', locator: 'A paper' };
  const { rows } = assembleTable(
    {
      proposal: { kind: 'act', act: act(article(1, 'Subject matter')) },
      council: { kind: 'summaries', summaries: [summary] },
    },
    [],
  );
  expect(partsOf(rows).map(({ name }) => name)).toEqual(['Articles', 'Summaries']);
});
