/** The agreement of a procedure, and the rows of the table in which it is written. */
import type { Db } from '#db/connection.ts';
import type { ColumnRole } from '#domain/four-column.ts';

export async function findAgreement(db: Db, procedureId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('draft')
    .select('id')
    .where('procedure_id', '=', procedureId)
    .where('kind', '=', 'agreement')
    .executeTakeFirst();
  return row?.id;
}

export interface NewAgreement {
  readonly id: string;
  readonly workspaceId: string;
  readonly procedureId: string;
  readonly at: string;
}

export async function insertAgreement(trx: Db, agreement: NewAgreement): Promise<void> {
  await trx
    .insertInto('draft')
    .values({
      id: agreement.id,
      workspace_id: agreement.workspaceId,
      procedure_id: agreement.procedureId,
      kind: 'agreement',
      epoch: 1,
      row_number: '',
      proposal_name: '',
      path: '',
      citation: '',
      location: 'Agreement',
      source_text: '',
      source_document: null,
      source_locator: '',
      authors: '',
      created_by: null,
      created_at: agreement.at,
    })
    .execute();
}

export interface AgreementRow {
  readonly rowId: string;
  /** The column whose words it began with. */
  readonly source: ColumnRole | null;
  readonly begunAt: string;
  /** Null once they have left. */
  readonly begunBy: string | null;
}

export async function listAgreementRows(db: Db, draftId: string): Promise<readonly AgreementRow[]> {
  const rows = await db
    .selectFrom('agreement_row')
    .leftJoin('user', 'user.id', 'agreement_row.begun_by')
    .select(['row_id', 'source', 'begun_at', 'user.name'])
    .where('draft_id', '=', draftId)
    .execute();
  return rows.map((row) => ({
    rowId: row.row_id,
    source: row.source,
    begunAt: row.begun_at,
    begunBy: row.name,
  }));
}

export type NewAgreementRow = Omit<AgreementRow, 'begunBy'> & {
  readonly draftId: string;
  readonly begunBy: string;
};

/** False if somebody else has begun it. */
export async function insertAgreementRow(trx: Db, row: NewAgreementRow): Promise<boolean> {
  const inserted = await trx
    .insertInto('agreement_row')
    .values({ row_id: row.rowId, draft_id: row.draftId, ...begunOf(row) })
    .onConflict((conflict) => conflict.column('row_id').doNothing())
    .returning('row_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** False if somebody else has begun it again since it was begun at `before`. */
export async function beginAgain(trx: Db, row: NewAgreementRow, before: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('agreement_row')
    .set(begunOf(row))
    .where('row_id', '=', row.rowId)
    .where('begun_at', '=', before)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

function begunOf({ source, begunAt, begunBy }: NewAgreementRow) {
  return { source, begun_at: begunAt, begun_by: begunBy };
}
