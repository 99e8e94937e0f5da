/** What members say about a row of the table. */
import type { Db } from '#db/connection.ts';

export interface RowRemark {
  readonly id: string;
  readonly rowId: string;
  /** Null once they have left. */
  readonly author: string | null;
  readonly authorName: string | null;
  /** Empty once it was deleted. */
  readonly body: string;
  readonly createdAt: string;
  readonly isDeleted: boolean;
}

/** The oldest first. */
export async function listRemarks(db: Db, rowId: string): Promise<readonly RowRemark[]> {
  const rows = await selectRemarks(db)
    .where('row_id', '=', rowId)
    .orderBy('row_remark.id')
    .execute();
  return rows.map(toRemark);
}

export async function findRemark(
  db: Db,
  id: string,
): Promise<(RowRemark & { readonly procedureId: string }) | undefined> {
  const row = await selectRemarks(db).where('row_remark.id', '=', id).executeTakeFirst();
  return row && { ...toRemark(row), procedureId: row.procedure_id };
}

function selectRemarks(db: Db) {
  return db
    .selectFrom('row_remark')
    .innerJoin('four_column_row', 'four_column_row.id', 'row_remark.row_id')
    .leftJoin('user', 'user.id', 'row_remark.author_id')
    .select(['row_remark.id', 'row_id', 'author_id', 'body', 'row_remark.created_at', 'deleted_at'])
    .select(['four_column_row.procedure_id', 'user.name']);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectRemarks>['executeTakeFirstOrThrow']>>;

function toRemark(row: Row): RowRemark {
  return {
    id: row.id,
    rowId: row.row_id,
    author: row.author_id,
    authorName: row.name,
    body: row.body,
    createdAt: row.created_at,
    isDeleted: row.deleted_at !== null,
  };
}

export async function insertRemark(
  db: Db,
  remark: Pick<RowRemark, 'id' | 'rowId' | 'body' | 'createdAt'> & { readonly author: string },
): Promise<void> {
  await db
    .insertInto('row_remark')
    .values({
      id: remark.id,
      row_id: remark.rowId,
      author_id: remark.author,
      body: remark.body,
      created_at: remark.createdAt,
      deleted_at: null,
    })
    .execute();
}

/** False if somebody has deleted it already. */
export async function emptyRemark(db: Db, id: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('row_remark')
    .set({ body: '', deleted_at: at })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
