import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assembleTable, type ColumnSources } from '#domain/four-column-table.ts';
import {
  columnRoles,
  type ColumnRole,
  type ColumnSource,
  type FourColumnRow,
  type Summary,
} from '#domain/four-column.ts';
import type { ActText, Amendment } from '#domain/provision.ts';
import { changedColumns } from '#domain/table-comparison.ts';
import { act, amendment, article, lines, paragraph, point, recital } from '#test/support/acts.ts';

const records = 'Exporters of dual-use items keep detailed registers of exports for five years.';
const licence = 'A licence is required where the competent authority has informed the exporter.';
const transit = 'The transit of non-Union goods may be prohibited by the Member State concerned.';
const reports = 'The Commission submits an annual report on implementation to Parliament.';
const brokers = 'Brokers who are established in the Union declare all their services beforehand.';

const proposal = act(
  recital(1, transit),
  article(
    1,
    'Licences',
    paragraph(
      1,
      licence,
      point('a', 'for intrusion software;'),
      point('b', 'for monitoring centres;'),
    ),
    paragraph(2, records),
  ),
  article(2, 'Reports', paragraph(null, reports)),
);

const agreed = act(
  recital(1, transit),
  article(
    1,
    'Licences',
    paragraph(
      1,
      licence,
      point('a', 'for intrusion software;'),
      point('b', 'for monitoring centres;'),
    ),
    paragraph(2, brokers),
    paragraph(3, records.replace('five', 'ten')),
  ),
  article(
    2,
    'Evaluation',
    paragraph(null, 'Five years later an independent panel weighs costs against benefits.'),
  ),
  article(3, 'Reports', paragraph(null, reports)),
);

const tabled = [
  amendment(
    7,
    'Article 1 – paragraph 1 – point a',
    lines('(a) for intrusion software;'),
    lines('(a) for all intrusion software;'),
  ),
  amendment(8, 'Article 1 – paragraph 1 a (new)', [], lines(`1a. ${brokers}`)),
  amendment(9, 'Article 2 – paragraph 1', lines(`| ${reports}`), 'deleted'),
];

const whole = (text: ActText): ColumnSource => ({ kind: 'act', act: text });
const amending = (amendments: readonly Amendment[]): ColumnSource => ({
  kind: 'amendments',
  amendments,
});
const summarising = (...summaries: readonly Summary[]): ColumnSource => ({
  kind: 'summaries',
  summaries,
});

function summary(key: string, citation: string, text: string): Summary {
  return { key, citation, text, locator: 'our notes' };
}

const all: ColumnSources = {
  proposal: whole(proposal),
  parliament: amending(tabled),
  agreement: whole(agreed),
};

/** "1 art_1 | art_1 text | art_1 new" of the roles asked for. */
function shown(rows: readonly FourColumnRow[], ...roles: readonly ColumnRole[]): readonly string[] {
  return rows.map((row) => {
    const cells = roles.map((role) => {
      const cell = row.cells[role];
      return cell ? `${cell.path} ${cell.state}` : '–';
    });
    return [row.number, ...cells].join(' | ');
  });
}

describe('rows', () => {
  test('the proposal alone gives a row a provision, counted from one', () => {
    const { rows, unread } = assembleTable({ proposal: whole(proposal) }, []);
    expect(shown(rows, 'proposal')).toEqual([
      '1 | rec_1 text',
      '2 | art_1 text',
      '3 | art_1/par_1 text',
      '4 | art_1/par_1/pt_a text',
      '5 | art_1/par_1/pt_b text',
      '6 | art_1/par_2 text',
      '7 | art_2 text',
      '8 | art_2/par_1 text',
    ]);
    expect(unread).toEqual([]);
  });

  test('amendments are read on it, and the act is aligned with both', () => {
    const { rows } = assembleTable(all, []);
    expect(shown(rows, 'proposal', 'parliament', 'agreement')).toEqual([
      '1 | rec_1 text | rec_1 unchanged | rec_1 text',
      '2 | art_1 text | art_1 unchanged | art_1 text',
      '3 | art_1/par_1 text | art_1/par_1 unchanged | art_1/par_1 text',
      '4 | art_1/par_1/pt_a text | art_1/par_1/pt_a text | art_1/par_1/pt_a text',
      '5 | art_1/par_1/pt_b text | art_1/par_1/pt_b unchanged | art_1/par_1/pt_b text',
      '6 | – | art_1/par_1a new | art_1/par_2 new',
      '7 | art_1/par_2 text | art_1/par_2 unchanged | art_1/par_3 text',
      '8 | – | – | art_2 new',
      '9 | – | – | art_2/par_1 new',
      '10 | art_2 text | art_2 unchanged | art_3 text',
      '11 | art_2/par_1 text | art_2/par_1 deleted | art_3/par_1 text',
    ]);
  });

  test('cells are cited in their own column’s numbering and say where they stand', () => {
    const { rows } = assembleTable(all, []);
    const cells = rows.map((row) => row.cells);
    expect(cells[5]!.parliament).toEqual({
      path: 'art_1/par_1a',
      citation: 'Article 1(1a)',
      text: brokers,
      state: 'new',
      locator: 'Amendment 8',
    });
    expect(cells[6]!.agreement!.citation).toBe('Article 1(3)');
    expect(cells[6]!.parliament).toMatchObject({ text: records, locator: 'not amended' });
    expect(cells[10]!.agreement!.citation).toBe('Article 3, first paragraph');
    expect(cells[10]!.parliament).toMatchObject({ text: '', locator: 'Amendment 9' });
  });

  test('a match is scored against the first column of the row', () => {
    const { rows } = assembleTable(all, []);
    expect(rows[0]!.match).toEqual({
      parliament: { score: 1, confirmed: false },
      agreement: { score: 1, confirmed: false },
    });
    expect(rows[5]!.match).toEqual({ agreement: { score: 1, confirmed: false } });
    expect(rows[6]!.match.agreement!.score).toBeLessThan(1);
    expect(rows[7]!.match).toEqual({});
  });

  test('amendments that find no place are told, and the rest stands', () => {
    const lost = amendment(10, 'Article 9 – paragraph 1', [], lines('1. Words.'));
    const { rows, unread } = assembleTable({ ...all, parliament: amending([...tabled, lost]) }, []);
    expect(unread).toEqual([
      {
        role: 'parliament',
        where: 'Amendment 10 (Article 9 – paragraph 1)',
        why: 'The proposal has no Article 9(1).',
      },
    ]);
    expect(rows).toEqual(assembleTable(all, []).rows);
  });

  test('without a proposal the first whole text is the base, and nothing is called new', () => {
    const { rows } = assembleTable({ council: whole(proposal), agreement: whole(agreed) }, []);
    expect(rows).toHaveLength(11);
    expect(
      rows.flatMap(({ cells }) => Object.values(cells)).every(({ state }) => state === 'text'),
    ).toBe(true);
  });

  test('with amendments alone the rows are the places that they speak of', () => {
    const { rows } = assembleTable({ parliament: amending(tabled) }, []);
    expect(shown(rows, 'parliament')).toEqual([
      '1 | art_1/par_1/pt_a text',
      '2 | art_1/par_1a new',
      '3 | art_2/par_1 deleted',
    ]);
  });

  test('no column at all gives no row', () => {
    expect(assembleTable({}, [])).toEqual({ rows: [], formerNumbers: [], unread: [] });
  });
});

describe('numbers stay', () => {
  const first = assembleTable({ proposal: whole(proposal) }, []).rows;

  test('what another column puts in takes a number between', () => {
    const { rows } = assembleTable(all, first);
    expect(rows.map((row) => row.number)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '5a',
      '6',
      '6a',
      '6b',
      '7',
      '8',
    ]);
  });

  test('a row keeps its number when the proposal arrives after the act', () => {
    const earlier = assembleTable({ agreement: whole(agreed) }, []).rows;
    const numberOf = (rows: readonly FourColumnRow[], path: string) =>
      rows.find((row) => row.cells.agreement?.path === path)!.number;
    const { rows } = assembleTable(all, earlier);
    for (const { path } of agreed.provisions)
      expect(numberOf(rows, path)).toBe(numberOf(earlier, path));
  });

  test('a number that was given up is not given again', () => {
    const without = assembleTable(
      { proposal: whole(proposal) },
      assembleTable(all, first).rows,
    ).rows;
    const gone = { number: '5a', cells: {} };
    const council = act(
      recital(1, transit),
      article(
        1,
        'Licences',
        paragraph(
          1,
          licence,
          point('a', 'for intrusion software;'),
          point('b', 'for monitoring centres;'),
          point('c', 'for forensic tools of any other kind;'),
        ),
      ),
    );
    const { rows } = assembleTable({ proposal: whole(proposal), council: whole(council) }, [
      ...without,
      gone,
    ]);
    expect(rows.find((row) => row.cells.council?.path.endsWith('pt_c'))!.number).toBe('5b');
  });
});

describe('summaries', () => {
  const definition = {
    proposal: summary('definition', 'Article 1(1)(a) (intrusion software)', 'Wide.'),
    council: summary('definition', 'Article 1', 'Narrow.'),
  };
  const elsewhere = summary('autonomous', 'Article 17a', 'National lists are shared.');

  test('of one point stand in one row, each in its column', () => {
    const { rows } = assembleTable(
      {
        proposal: summarising(definition.proposal),
        council: summarising(definition.council, elsewhere),
      },
      [],
    );
    expect(rows.map(({ number, kind, cells }) => [number, kind, Object.keys(cells)])).toEqual([
      ['1', 'point', ['proposal', 'council']],
      ['2', 'article', ['council']],
    ]);
    expect(rows[0]!.cells.council).toEqual({
      path: 'summary_definition',
      citation: 'Article 1',
      text: 'Narrow.',
      state: 'summary',
      locator: 'our notes',
    });
  });

  test('give way to the real text of their column, and the others go to the row they name', () => {
    const { rows } = assembleTable(
      { proposal: whole(proposal), council: summarising(definition.council, elsewhere) },
      [],
    );
    expect(shown(rows, 'proposal', 'council').filter((row) => row.includes('summary'))).toEqual([
      '2 | art_1 text | summary_definition summary',
      '9 | – | summary_autonomous summary',
    ]);
  });

  test('never make a row look changed', () => {
    const { rows } = assembleTable(
      { proposal: whole(proposal), council: summarising(definition.council, elsewhere) },
      [],
    );
    expect(rows.flatMap((row) => changedColumns(row))).toEqual([]);
  });

  test('give up their numbers to the first real text', () => {
    const earlier = assembleTable(
      { proposal: summarising(definition.proposal, elsewhere) },
      [],
    ).rows;
    const { rows } = assembleTable({ proposal: whole(proposal) }, earlier);
    expect(rows.map((row) => row.number)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
  });

  test('stay the rows that they are, also beside a text, and no text inherits from them', () => {
    const earlier = assembleTable(
      { proposal: summarising(elsewhere), council: summarising(definition.council, elsewhere) },
      [],
    ).rows;
    expect(shown(earlier, 'proposal', 'council')).toEqual([
      '1 | summary_autonomous summary | summary_autonomous summary',
      '2 | – | summary_definition summary',
    ]);
    const { rows, formerNumbers } = assembleTable(
      { proposal: whole(proposal), council: summarising(definition.council, elsewhere) },
      earlier,
    );
    const was = rows.map(({ number }, index) => [number, formerNumbers[index]]);
    expect(was.filter(([, former]) => former !== null)).toEqual([
      ['2', '2'],
      ['9', '1'],
    ]);
  });

  test('keep their numbers among themselves', () => {
    const one = assembleTable({ council: summarising(elsewhere) }, []).rows;
    const { rows } = assembleTable(
      { proposal: summarising(definition.proposal), council: summarising(elsewhere) },
      one,
    );
    const number = (key: string) =>
      rows.find((row) => Object.values(row.cells).some(({ path }) => path === `summary_${key}`))!
        .number;
    expect(number('autonomous')).toBe('1');
    expect(rows).toHaveLength(2);
  });
});

describe('a row is changed', () => {
  const changed = (columns: ColumnSources, ...wholeTexts: readonly ColumnRole[]) =>
    assembleTable(columns, [])
      .rows.filter((row) => changedColumns(row, wholeTexts).length > 0)
      .map((row) => Object.values(row.cells)[0]!.path);

  test('where a column has other words, puts something in or strikes it', () => {
    expect(changed({ proposal: whole(proposal), parliament: amending(tabled) })).toEqual([
      'art_1/par_1/pt_a',
      'art_1/par_1a',
      'art_2/par_1',
    ]);
  });

  test('not where only numbers, blanks or quotation marks differ', () => {
    const same = act(
      ...[recital(1, transit.replace(' ', '  '))],
      article(4, 'Reports', paragraph(1, reports)),
    );
    expect(changed({ proposal: whole(proposal), agreement: whole(same) })).toEqual([]);
  });

  test('where a whole text lacks it, if that is asked', () => {
    const shorter = act(recital(1, transit));
    expect(
      changed({ proposal: whole(proposal), agreement: whole(shorter) }, 'agreement'),
    ).toHaveLength(7);
  });

  test('not because the law in force reads otherwise', () => {
    expect(
      changed({ proposal: whole(proposal), 'existing-law': whole(agreed) }).filter((path) =>
        proposal.provisions.some((one) => one.path === path),
      ),
    ).toEqual([]);
  });
});

/** Columns of every kind, from the same few provisions in many shapes. */
const sentences = [
  records,
  licence,
  transit,
  reports,
  brokers,
  'Penalties are effective, proportionate and dissuasive.',
];
const anyAct = fc
  .array(
    fc.tuple(
      fc.constantFrom(...sentences),
      fc.array(fc.constantFrom(...sentences), { maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((articles) =>
    act(
      recital(1, transit),
      ...articles.map(([heading, texts], index) =>
        article(
          index + 1,
          heading.slice(0, 24),
          ...texts.map((text, place) => paragraph(place + 1, text, point('a', heading))),
        ),
      ),
    ),
  );
const anyAmendment = fc
  .record({
    location: fc.constantFrom(
      'Recital 1',
      'Recital 1 a',
      'Article 1',
      'Article 1 – paragraph 1',
      'Article 2 – paragraph 1 – point a',
      'Article 2 – paragraph 1 a',
      'Article 3 a',
      'nowhere',
    ),
    isNew: fc.boolean(),
    text: fc.constantFrom(...sentences, 'deleted'),
  })
  .map(({ location, isNew, text }) =>
    amendment(
      1,
      isNew ? `${location} (new)` : location,
      [],
      text === 'deleted' ? 'deleted' : lines(`| ${text}`),
    ),
  );
const anySummary = fc.record({
  key: fc.constantFrom('a', 'b', 'c'),
  citation: fc.constantFrom(
    'Article 1',
    'Article 2(1)(a)',
    'Recital 1',
    'Annex I, new category 10',
    'all of it',
  ),
  text: fc.constantFrom('Wide.', 'Narrow.'),
  locator: fc.constant('our notes'),
});
const anySource: fc.Arbitrary<ColumnSource> = fc.oneof(
  { weight: 3, arbitrary: anyAct.map(whole) },
  fc.array(anyAmendment, { maxLength: 4 }).map(amending),
  fc.array(anySummary, { maxLength: 4 }).map((summaries) => summarising(...summaries)),
);
const anyColumns: fc.Arbitrary<ColumnSources> = fc.record(
  Object.fromEntries(columnRoles.map((role) => [role, anySource])) as Record<
    ColumnRole,
    typeof anySource
  >,
  { requiredKeys: [] },
);

describe('whatever the columns are', () => {
  test('assembling again with its own rows changes nothing', () => {
    fc.assert(
      fc.property(anyColumns, (columns) => {
        const first = assembleTable(columns, []).rows;
        expect(assembleTable(columns, first).rows).toEqual(first);
      }),
      { numRuns: 200 },
    );
  });

  test('the rows do not depend on the order of imports, but for their numbers', () => {
    const withoutNumbers = (rows: readonly FourColumnRow[]) =>
      rows.map(({ kind, cells, match }) => ({ kind, cells, match }));
    fc.assert(
      fc.property(
        anyColumns,
        fc.shuffledSubarray([...columnRoles], { minLength: 5 }),
        (columns, order) => {
          let rows: readonly FourColumnRow[] = [];
          let present: ColumnSources = {};
          for (const role of order) {
            present = { ...present, ...(columns[role] ? { [role]: columns[role] } : {}) };
            rows = assembleTable(present, rows).rows;
          }
          expect(withoutNumbers(rows)).toEqual(withoutNumbers(assembleTable(columns, []).rows));
        },
      ),
      { numRuns: 100 },
    );
  });

  test('every provision of every whole text stands in exactly one row, and numbers are unique', () => {
    fc.assert(
      fc.property(anyColumns, (columns) => {
        const { rows } = assembleTable(columns, []);
        expect(new Set(rows.map((row) => row.number)).size).toBe(rows.length);
        for (const role of columnRoles) {
          const source = columns[role];
          if (source?.kind !== 'act') continue;
          const paths = rows.flatMap((row) => row.cells[role]?.path ?? []);
          expect(paths.toSorted()).toEqual(
            source.act.provisions.map(({ path }) => path).toSorted(),
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  test('no summary is lost while its column has nothing better', () => {
    fc.assert(
      fc.property(anyColumns, (columns) => {
        const { rows } = assembleTable(columns, []);
        for (const role of columnRoles) {
          const source = columns[role];
          if (source?.kind !== 'summaries') continue;
          const texts = rows.map((row) => row.cells[role]?.text ?? '').join('\n');
          for (const { text } of source.summaries) expect(texts).toContain(text);
        }
      }),
    );
  });
});
