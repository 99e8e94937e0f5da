/** A procedure with a small four-column table, of our own invention, at which drafts begin. */
import { agreementRoots, isAgreementId } from '#document/agreement-text.ts';
import { amendmentRoots } from '#document/amendment-content.ts';
import type { CellState, ColumnRole } from '#domain/four-column.ts';
import type { Visibility } from '#domain/permission.ts';
import { kindOfPath } from '#domain/provision-path.ts';
import { defaultWorkspace } from '#server/accounts/service.ts';
import { type Collaboration, createCollaboration } from '#server/collaboration/collaboration.ts';
import type { Limits } from '#server/collaboration/limits.ts';
import { newId } from '#server/identity.ts';
import type { TestDatabase } from './databases.ts';
import { testApplication } from './people.ts';

export const tableSlug = '2031-0001-cod';

type TestCell = readonly [role: ColumnRole, path: string, text: string, state: CellState];

const rows: readonly (readonly TestCell[])[] = [
  [['proposal', 'title', 'Proposal for a REGULATION on lighthouses', 'text']],
  [['proposal', 'art_4', 'Keepers', 'text']],
  [['proposal', 'art_4/par_1', 'Keepers shall keep:\nthe light;\nthe log.', 'text']],
  [
    ['proposal', 'art_4/par_2', 'The log is public.', 'text'],
    ['parliament', 'art_4/par_2', 'The log is public and free.', 'text'],
  ],
  [['parliament', 'art_4/par_2a', 'Drones shall be logged.', 'new']],
  [['proposal', 'art_5', 'A contested point, in our words', 'summary']],
];

export interface TestTable {
  readonly procedureId: string;
  /** The row of a provision, by its path in any column. */
  rowAt(path: string): string;
}

export interface ProcedureIn {
  readonly reference: string;
  /** The default workspace, where none is given. */
  readonly workspaceId?: string;
  readonly visibility?: Visibility;
}

/** Public, so that what is asked of drafts is not answered by the procedure being hidden. */
export async function tableWithRows(
  database: TestDatabase,
  given: ProcedureIn = { reference: '2031/0001(COD)' },
): Promise<TestTable> {
  const procedure_id = await addProcedure(database, given);
  const positions = {
    proposal: await addPosition(database, procedure_id, 'proposal', 'COM(2031) 1 final'),
    parliament: await addPosition(database, procedure_id, 'parliament', null),
  };
  const ids = new Map<string, string>();
  for (const [index, cells] of rows.entries()) {
    const id = await addRow(database, procedure_id, index, cells, positions);
    for (const [, path] of cells) ids.set(path, id);
  }
  return { procedureId: procedure_id, rowAt: (path) => ids.get(path) ?? 'no-such-row' };
}

/** The rooms of drafts, which nobody enters by a socket. */
export function openRooms(database: TestDatabase, limits: Partial<Limits> = {}): Collaboration {
  const { db, log, clock } = testApplication(database);
  return createCollaboration({
    db,
    log,
    clock,
    origin: 'http://localhost:3000',
    redisUrl: null,
    access: async () => ({ kind: 'refused', status: 403 }),
    accessAgain: async (inside) => inside.map(() => ({ kind: 'refused', status: 403 })),
    roots: (id) => (isAgreementId(id) ? agreementRoots : amendmentRoots),
    limits,
  });
}

/** One without a table: 2031/0002(COD). */
export async function anotherProcedure(database: TestDatabase): Promise<void> {
  await addProcedure(database, { reference: '2031/0002(COD)' });
}

async function addProcedure(
  database: TestDatabase,
  { reference, workspaceId, visibility = 'public' }: ProcedureIn,
): Promise<string> {
  const id = newId();
  const workspace = await defaultWorkspace(testApplication(database));
  await database.db
    .insertInto('procedure')
    .values({
      id,
      workspace_id: workspaceId ?? workspace.id,
      reference,
      short_title: 'Lighthouses',
      visibility,
      created_at: '2031-01-01T00:00:00.000Z',
    })
    .execute();
  return id;
}

async function addPosition(
  { db }: TestDatabase,
  procedure_id: string,
  role: ColumnRole,
  document: string | null,
): Promise<string> {
  const id = newId();
  await db
    .insertInto('position')
    .values({
      id,
      procedure_id,
      role,
      kind: 'act',
      document,
      date: '2031-01-01',
      language: 'en',
      format: 'test',
      sha256: id,
      file_name: 'proposal.xhtml',
      size: 1,
      content: '{}',
      report: '{}',
      imported_at: '2031-01-01T00:00:00.000Z',
      imported_by: null,
      superseded_at: null,
    })
    .execute();
  return id;
}

async function addRow(
  { db }: TestDatabase,
  procedure_id: string,
  index: number,
  cells: readonly TestCell[],
  positions: Partial<Record<ColumnRole, string>>,
): Promise<string> {
  const id = newId();
  const kind = kindOfPath(cells[0]?.[1] ?? 'title');
  const number = String(index + 1);
  const place = { id, procedure_id, number, ordinal: index + 1, kind };
  await db
    .insertInto('four_column_row')
    .values({ ...place, status: 'open', changed: 0, search_text: '', removed_at: null })
    .execute();
  for (const [role, path, text, state] of cells)
    await db
      .insertInto('four_column_cell')
      .values({
        row_id: id,
        role,
        position_id: positions[role] ?? '',
        path,
        text,
        state,
        citation: `at ${path}`,
        locator: `in ${path}`,
        score: null,
        confirmed: 0,
        changed: 0,
      })
      .execute();
  return id;
}
