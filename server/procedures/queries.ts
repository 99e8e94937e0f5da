import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { ProcedureTable } from '#db/schema/procedures.ts';
import type { Visibility } from '#domain/permission.ts';

/** A procedure as it is stored: what rights are asked on. */
export interface Procedure {
  readonly id: string;
  readonly workspaceId: string;
  /** "2016/0295(COD)" */
  readonly reference: string;
  readonly shortTitle: string;
  readonly visibility: Visibility;
  /** Whether search engines may list it, as long as it is public. */
  readonly indexed: boolean;
}

/** By reference; of one, the first to begin first. */
export async function listProcedures(db: Db): Promise<Procedure[]> {
  const rows = await selectProcedures(db)
    .orderBy('procedure.reference')
    .orderBy('procedure.id')
    .execute();
  return rows.map(toProcedure);
}

/** One for each workspace that follows the procedure, the first to begin first. */
export async function listProceduresByReference(db: Db, reference: string): Promise<Procedure[]> {
  const rows = await selectProcedures(db)
    .where('procedure.reference', '=', reference)
    .orderBy('procedure.id')
    .execute();
  return rows.map(toProcedure);
}

/** Those of workspaces that were not deleted. */
function selectProcedures(db: Db) {
  return db
    .selectFrom('procedure')
    .innerJoin('workspace', 'workspace.id', 'procedure.workspace_id')
    .selectAll('procedure')
    .where('workspace.deleted_at', 'is', null);
}

export async function findProcedure(db: Db, id: string): Promise<Procedure | undefined> {
  const row = await selectProcedures(db).where('procedure.id', '=', id).executeTakeFirst();
  return row && toProcedure(row);
}

export async function findProcedureInWorkspace(
  db: Db,
  workspaceId: string,
  reference: string,
): Promise<Procedure | undefined> {
  const row = await db
    .selectFrom('procedure')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('reference', '=', reference)
    .executeTakeFirst();
  return row && toProcedure(row);
}

/** Adds the procedure unless the workspace has it already. */
export async function insertProcedure(
  db: Db,
  procedure: Omit<Procedure, 'indexed'>,
  createdAt: string,
): Promise<void> {
  await db
    .insertInto('procedure')
    .values({
      id: procedure.id,
      workspace_id: procedure.workspaceId,
      reference: procedure.reference,
      short_title: procedure.shortTitle,
      visibility: procedure.visibility,
      created_at: createdAt,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'reference']).doNothing())
    .execute();
}

/** False if it was so already. */
export async function setIndexed(db: Db, id: string, indexed: boolean): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('procedure')
    .set({ indexed: indexed ? 1 : 0 })
    .where('id', '=', id)
    .where('indexed', '!=', indexed ? 1 : 0)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Gives a procedure its title, as long as it has none but its reference. */
export async function updateMissingTitle(db: Db, id: string, title: string): Promise<void> {
  await db
    .updateTable('procedure')
    .set({ short_title: title })
    .where('id', '=', id)
    .whereRef('short_title', '=', 'reference')
    .execute();
}

function toProcedure(row: Selectable<ProcedureTable>): Procedure {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    reference: row.reference,
    shortTitle: row.short_title,
    visibility: row.visibility,
    indexed: row.indexed === 1,
  };
}
