/** Whatever people decide about whatever table: laws that always hold (concordance.ts). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partsOf } from '#domain/cell-parts.ts';
import type { Decision } from '#domain/concordance.ts';
import { decide, type Wish } from '#domain/concordance-wish.ts';
import { DomainError } from '#domain/errors.ts';
import { type ColumnRole, columnRoles, type FourColumnRow } from '#domain/four-column.ts';
import { assembleTable, baseRole, type ColumnSources } from '#domain/four-column-table.ts';
import { act, amendment, article, lines, paragraph, point, recital } from '#test/support/acts.ts';

const sentences = [
  'Exporters keep detailed registers of every cyber-surveillance item for ten years.',
  'The competent authority grants an individual licence where no risk is identified.',
  'A broker declares the end-use, the end-user and the route of goods in transit.',
  'Member States lay down effective, proportionate and dissuasive penalties.',
  'The Commission reports to Parliament and to the Council every second year.',
];

const anyAct = fc
  .array(fc.array(fc.constantFrom(...sentences), { maxLength: 3 }), { minLength: 1, maxLength: 4 })
  .map((articles) => ({
    kind: 'act' as const,
    act: act(
      recital(1, sentences[0]!),
      ...articles.map((texts, index) =>
        article(
          index + 1,
          `Heading ${index}`,
          ...texts.map((text, place) => paragraph(place + 1, text, point('a', sentences[place]!))),
        ),
      ),
    ),
  }));
const anyAmendments = fc
  .array(
    fc.record({
      location: fc.constantFrom('Recital 1', 'Article 1', 'Article 1 – paragraph 1 a (new)'),
      text: fc.constantFrom(...sentences, 'deleted'),
    }),
    { maxLength: 3 },
  )
  .map((all) => ({
    kind: 'amendments' as const,
    amendments: all.map(({ location, text }, index) =>
      amendment(index + 1, location, [], text === 'deleted' ? 'deleted' : lines(`| ${text}`)),
    ),
  }));
const anyColumns: fc.Arbitrary<ColumnSources> = fc.record(
  {
    proposal: anyAct,
    parliament: fc.oneof(anyAct, anyAmendments),
    council: anyAct,
    agreement: anyAct,
  },
  { requiredKeys: [] },
);

const row = fc.nat({ max: 30 });
const role = fc.constantFrom<ColumnRole>('proposal', 'parliament', 'council', 'agreement');
const anyWish = fc.oneof(
  fc.record({ kind: fc.constant('confirm' as const), row, roles: fc.subarray([...columnRoles]) }),
  fc.record({ kind: fc.constant('separate' as const), row, role }),
  fc.record({ kind: fc.constant('move' as const), row, role, to: row }),
  fc.record({ kind: fc.constant('merge' as const), row, other: row }),
  fc.record({ kind: fc.constant('unmerge' as const), row }),
);

type Rows = readonly FourColumnRow[];

interface State {
  readonly columns: ColumnSources;
  readonly rows: Rows;
  readonly gone: Rows;
  readonly decisions: readonly Decision[];
}

function begin(columns: ColumnSources): State {
  return { columns, rows: assembleTable(columns, []).rows, gone: [], decisions: [] };
}

function withDecisions(state: State, decisions: readonly Decision[]): State {
  const earlier = [...state.gone, ...state.rows];
  const { rows } = assembleTable(state.columns, earlier, decisions);
  const left = new Set(rows.map(({ number }) => number));
  const gone = earlier.filter(({ number }) => !left.has(number));
  return { ...state, rows, gone, decisions };
}

/** The state with one more decision; undefined where it is refused. */
function decided(state: State, wish: typeof anyWish extends fc.Arbitrary<infer W> ? W : never) {
  const { rows } = state;
  if (rows.length === 0) return undefined;
  const number = (place: number) => rows[place % rows.length]!.number;
  const numbers = Object.fromEntries(
    Object.entries(wish).map(([name, value]) => [
      name,
      typeof value === 'number' ? number(value) : value,
    ]),
  );
  try {
    const decision = decide({ part: null, ...numbers } as unknown as Wish, {
      base: baseRole(state.columns),
      isAmending: (one) => state.columns[one]?.kind === 'amendments',
      row: (one) => rows.find((each) => each.number === one),
      decisions: state.decisions,
    });
    return withDecisions(state, [...state.decisions, decision]);
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

/** Every state on the way, the first before anything was decided. */
const anyHistory = fc
  .record({ columns: anyColumns, wishes: fc.array(anyWish, { maxLength: 8 }) })
  .map(({ columns, wishes }) => {
    const states = [begin(columns)];
    for (const wish of wishes) {
      const next = decided(states.at(-1)!, wish);
      if (next) states.push(next);
    }
    return states;
  });

function provisionsIn(rows: Rows): readonly string[] {
  return rows
    .flatMap(({ cells }) =>
      Object.entries(cells).flatMap(([one, cell]) =>
        partsOf(cell).map(({ path }) => `${one} ${path}`),
      ),
    )
    .toSorted();
}

const runs = { numRuns: 300 };

test('no provision is lost or doubled, and no number is given twice', () => {
  fc.assert(
    fc.property(anyHistory, (states) => {
      const all = provisionsIn(states[0]!.rows);
      for (const { rows } of states) {
        expect(provisionsIn(rows)).toEqual(all);
        expect(new Set(rows.map(({ number }) => number)).size).toBe(rows.length);
      }
    }),
    runs,
  );
});

test('assembling again with its own rows changes nothing', () => {
  fc.assert(
    fc.property(anyHistory, (states) => {
      for (const { columns, rows, decisions } of states)
        expect(assembleTable(columns, rows, decisions).rows).toEqual(rows);
    }),
    runs,
  );
});

test('a decision and its undoing leave the table as it was', () => {
  fc.assert(
    fc.property(anyHistory, (states) => {
      states.slice(1).forEach((state, index) => {
        const undone = withDecisions(state, states[index]!.decisions);
        expect(undone.rows).toEqual(states[index]!.rows);
      });
    }),
    runs,
  );
});

test('[K2] to confirm changes no row', () => {
  const bare = (rows: Rows) => rows.map(({ number, kind, cells }) => ({ number, kind, cells }));
  fc.assert(
    fc.property(anyHistory, (states) => {
      states.slice(1).forEach((state, index) => {
        if (state.decisions.at(-1)?.kind !== 'confirm') return;
        expect(bare(state.rows)).toEqual(bare(states[index]!.rows));
      });
    }),
    runs,
  );
});

test('[K6] rows that a decision does not name stay as they were, with their numbers', () => {
  fc.assert(
    fc.property(anyHistory, (states) => {
      states.slice(1).forEach((state, index) => {
        const decision = state.decisions.at(-1)!;
        const named = new Set(
          [
            decision.row,
            ...('to' in decision ? [decision.to] : []),
            ...('other' in decision ? [decision.other] : []),
          ].map((one) => `${one.role} ${one.path}`),
        );
        const isNamed = (one: FourColumnRow) => provisionsIn([one]).some((key) => named.has(key));
        const before = states[index]!.rows.filter((one) => !isNamed(one));
        const after = new Map(state.rows.map((one) => [one.number, one]));
        for (const one of before) expect(after.get(one.number)).toEqual(one);
      });
    }),
    runs,
  );
});

test('what is decided does not depend on the numbers that rows have', () => {
  const bare = (rows: Rows) => rows.map(({ kind, cells, match }) => ({ kind, cells, match }));
  fc.assert(
    fc.property(anyHistory, (states) => {
      const { columns, rows, decisions } = states.at(-1)!;
      expect(bare(assembleTable(columns, [], decisions).rows)).toEqual(bare(rows));
    }),
    runs,
  );
});
