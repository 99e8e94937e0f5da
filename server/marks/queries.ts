import type { Db } from '#db/connection.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import type { ItemKind, Role, Visibility } from '#domain/permission.ts';
import type { Marked, MarkedProcedure } from '../permission.ts';

/** A thing with a mark, where it belongs, and what it is called. */
export interface MarkedItem extends Marked {
  readonly procedure: MarkedProcedure;
  readonly reference: string;
  /** Of the procedure. */
  readonly shortTitle: string;
  /** What it says of itself: a title, a place, a document's number; null where it says nothing. */
  readonly title: string | null;
  /** Of a position. */
  readonly role: ColumnRole | null;
  /** Of a draft: who began it. */
  readonly createdBy: string | null;
}

const finders: Readonly<Record<ItemKind, (db: Db, id: string) => Promise<Found | undefined>>> = {
  procedure: (db, id) =>
    ofProcedures(db)
      .select(['procedure.visibility', 'procedure.short_title as title'])
      .where('procedure.id', '=', id)
      .executeTakeFirst(),
  draft: (db, id) =>
    ofProcedures(db)
      .innerJoin('draft', 'draft.procedure_id', 'procedure.id')
      .select(['draft.visibility', 'draft.location as title', 'draft.created_by as createdBy'])
      .where('draft.id', '=', id)
      .executeTakeFirst(),
  position: (db, id) =>
    ofProcedures(db)
      .innerJoin('position', 'position.procedure_id', 'procedure.id')
      .select(['position.visibility', 'position.document as title', 'position.role'])
      .where('position.id', '=', id)
      .where('superseded_at', 'is', null)
      .executeTakeFirst(),
  statement: (db, id) =>
    ofProcedures(db)
      .innerJoin('statement', 'statement.procedure_id', 'procedure.id')
      .select(['statement.sharing as visibility', 'statement.summary as title'])
      .where('statement.id', '=', id)
      .executeTakeFirst(),
};

interface Found {
  readonly procedureId: string;
  readonly workspaceId: string;
  readonly reference: string;
  readonly shortTitle: string;
  readonly procedureVisibility: Visibility;
  readonly visibility: Visibility;
  readonly title: string | null;
  readonly role?: ColumnRole;
  readonly createdBy?: string | null;
}

function ofProcedures(db: Db) {
  return db
    .selectFrom('procedure')
    .select(['procedure.id as procedureId', 'procedure.workspace_id as workspaceId'])
    .select(['procedure.reference', 'procedure.short_title as shortTitle'])
    .select('procedure.visibility as procedureVisibility');
}

/** Undefined also for a text that another has taken the place of. */
export async function findItem(
  db: Db,
  kind: ItemKind,
  id: string,
): Promise<MarkedItem | undefined> {
  const row = await finders[kind](db, id);
  if (!row) return undefined;
  const { procedureId, workspaceId, procedureVisibility: visibility } = row;
  return {
    kind,
    id,
    visibility: row.visibility,
    procedure: { id: procedureId, workspaceId, visibility },
    reference: row.reference,
    shortTitle: row.shortTitle,
    title: row.title,
    role: row.role ?? null,
    createdBy: row.createdBy ?? null,
  };
}

export async function updateMark(
  trx: Db,
  { kind, id }: Pick<Marked, 'kind' | 'id'>,
  visibility: Visibility,
): Promise<void> {
  if (kind === 'statement')
    await trx.updateTable(kind).set({ sharing: visibility }).where('id', '=', id).execute();
  else await trx.updateTable(kind).set({ visibility }).where('id', '=', id).execute();
}

/** The mark of the text whose words the procedure's drafts hold; null where there is none. */
export async function findProposalMark(db: Db, procedureId: string): Promise<Visibility | null> {
  const row = await db
    .selectFrom('position')
    .select('visibility')
    .where('procedure_id', '=', procedureId)
    .where('role', '=', 'proposal')
    .where('superseded_at', 'is', null)
    .executeTakeFirst();
  return row?.visibility ?? null;
}

/** Makes whoever changes the same thing wait for the end of the transaction. */
export async function holdItem(trx: Db, item: MarkedItem): Promise<void> {
  await updateMark(trx, item, item.visibility);
}

export interface NamedPerson {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** Those named on a thing who are members of its workspace, by name. */
export async function listNamed(
  db: Db,
  { kind, id }: Pick<Marked, 'kind' | 'id'>,
): Promise<readonly NamedPerson[]> {
  return db
    .selectFrom('item_role')
    .innerJoin('user', 'user.id', 'item_role.user_id')
    .innerJoin('membership', (join) =>
      join
        .onRef('membership.user_id', '=', 'item_role.user_id')
        .onRef('membership.workspace_id', '=', 'item_role.workspace_id'),
    )
    .select(['user.id', 'user.name', 'item_role.role'])
    .where('item_kind', '=', kind)
    .where('item_id', '=', id)
    .orderBy('user.name')
    .execute();
}

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** With the role held in the workspace. */
export interface Member extends Person {
  readonly role: Role;
}

export async function listMembers(db: Db, workspaceId: string): Promise<readonly Member[]> {
  return db
    .selectFrom('membership')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .select(['user.id', 'user.name', 'membership.role'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('user.name')
    .execute();
}

export interface Naming {
  readonly userId: string;
  readonly role: Role;
  readonly grantedBy: string | null;
  readonly at: string;
}

/** Names somebody, or changes the role of who is named already. */
export async function putName(trx: Db, item: MarkedItem, naming: Naming): Promise<void> {
  const { role, grantedBy: granted_by, at: granted_at } = naming;
  await trx
    .insertInto('item_role')
    .values({ ...nameOf(item, naming), role, granted_by, granted_at })
    .onConflict((conflict) =>
      conflict
        .columns(['item_kind', 'item_id', 'user_id'])
        .doUpdateSet({ role, granted_by, granted_at }),
    )
    .execute();
}

function nameOf({ procedure, kind, id }: MarkedItem, { userId }: Pick<Naming, 'userId'>) {
  return {
    workspace_id: procedure.workspaceId,
    item_kind: kind,
    item_id: id,
    user_id: userId,
  };
}

export async function deleteName(
  trx: Db,
  { kind, id }: Pick<Marked, 'kind' | 'id'>,
  userId: string,
): Promise<void> {
  await trx
    .deleteFrom('item_role')
    .where('item_kind', '=', kind)
    .where('item_id', '=', id)
    .where('user_id', '=', userId)
    .execute();
}

/** The drafts of a procedure that copy words of its proposal. */
export async function listDraftIds(db: Db, procedureId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('draft')
    .select('id')
    .where('procedure_id', '=', procedureId)
    // The agreement is of the whole table and not of the proposal's words.
    .where('kind', '=', 'amendment')
    .execute();
  return rows.map(({ id }) => id);
}
