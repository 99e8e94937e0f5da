import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { DraftTable } from '#db/schema/drafts.ts';
import type { Visibility } from '#domain/permission.ts';

/** An amendment draft as it is stored; its words are in its room. */
export interface Draft {
  readonly id: string;
  readonly workspaceId: string;
  readonly procedureId: string;
  readonly visibility: Visibility;
  /** Of the procedure that it is part of. */
  readonly procedureVisibility: Visibility;
  readonly epoch: number;
  readonly rowNumber: string;
  /** "Proposal for a regulation" */
  readonly proposalName: string;
  readonly path: string;
  readonly citation: string;
  /** "Article 4 – paragraph 1 – point d" */
  readonly location: string;
  /** Empty for a new provision. */
  readonly sourceText: string;
  readonly sourceDocument: string | null;
  readonly sourceLocator: string;
  readonly authors: string;
  readonly createdBy: string | null;
  readonly createdAt: string;
}

export async function insertDraft(db: Db, draft: NewDraft): Promise<void> {
  await db
    .insertInto('draft')
    .values({
      id: draft.id,
      workspace_id: draft.workspaceId,
      procedure_id: draft.procedureId,
      kind: 'amendment',
      epoch: draft.epoch,
      row_number: draft.rowNumber,
      proposal_name: draft.proposalName,
      path: draft.path,
      citation: draft.citation,
      location: draft.location,
      source_text: draft.sourceText,
      source_document: draft.sourceDocument,
      source_locator: draft.sourceLocator,
      authors: draft.authors,
      created_by: draft.createdBy,
      created_at: draft.createdAt,
      visibility: draft.visibility,
    })
    .execute();
}

export type NewDraft = Omit<Draft, 'procedureVisibility'>;

/** The newest first. */
export async function listDrafts(db: Db, procedureId: string): Promise<Draft[]> {
  const rows = await selectDrafts(db)
    .where('draft.procedure_id', '=', procedureId)
    .orderBy('draft.id', 'desc')
    .execute();
  return rows.map(toDraft);
}

export async function findDraft(db: Db, id: string): Promise<Draft | undefined> {
  const row = await selectDrafts(db).where('draft.id', '=', id).executeTakeFirst();
  return row && toDraft(row);
}

function selectDrafts(db: Db) {
  return liveDrafts(db).selectAll('draft').where('draft.kind', '=', 'amendment');
}

/** Those of workspaces that were not deleted. */
function liveDrafts(db: Db) {
  return db
    .selectFrom('draft')
    .innerJoin('procedure', 'procedure.id', 'draft.procedure_id')
    .innerJoin('workspace', 'workspace.id', 'draft.workspace_id')
    .select('procedure.visibility as procedure_visibility')
    .where('workspace.deleted_at', 'is', null);
}

/** What rights are asked on, and nothing else: it is read every few seconds for every socket. */
export async function listDraftPlaces(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DraftPlace>> {
  const rows = await liveDrafts(db)
    .select(['draft.id', 'draft.workspace_id', 'draft.procedure_id'])
    .select(['draft.visibility', 'draft.epoch'])
    .where('draft.id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, toPlace(row)]));
}

export type DraftPlace = Pick<
  Draft,
  'id' | 'workspaceId' | 'procedureId' | 'visibility' | 'procedureVisibility' | 'epoch'
>;

export async function updateAuthors(db: Db, id: string, authors: string): Promise<void> {
  await db.updateTable('draft').set({ authors }).where('id', '=', id).execute();
}

type StoredDraft = Selectable<DraftTable> & { readonly procedure_visibility: Visibility };

type StoredPlace = Pick<
  StoredDraft,
  'id' | 'workspace_id' | 'procedure_id' | 'visibility' | 'procedure_visibility' | 'epoch'
>;

function toPlace(row: StoredPlace): DraftPlace {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    procedureId: row.procedure_id,
    visibility: row.visibility,
    procedureVisibility: row.procedure_visibility,
    epoch: row.epoch,
  };
}

function toDraft(row: StoredDraft): Draft {
  return {
    ...toPlace(row),
    rowNumber: row.row_number,
    proposalName: row.proposal_name,
    path: row.path,
    citation: row.citation,
    location: row.location,
    sourceText: row.source_text,
    sourceDocument: row.source_document,
    sourceLocator: row.source_locator,
    authors: row.authors,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}
