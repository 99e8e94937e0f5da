/** Positions as they are imported, and previews that wait for a person's word. */
import type { Db } from '#db/connection.ts';
import type { ColumnRole, ColumnSource } from '#domain/four-column.ts';
import type { LegendEntry } from '#domain/status-legend.ts';
import type { Light } from '../rounds/from-file.ts';
import type { Visibility } from '#domain/permission.ts';
import type { ImportReport } from './report.ts';

/** A document that was read and is ready to stand in a column. */
export interface ReadDocument {
  /** "2020/0374(COD)" */
  readonly procedure: string;
  readonly role: ColumnRole;
  readonly kind: ColumnSource['kind'];
  readonly title: string;
  readonly document: string | null;
  readonly date: string | null;
  /** What a person said of it; null where they left it to the file. */
  readonly given: { readonly document: string | null; readonly date: string | null };
  readonly language: string;
  readonly format: string;
  readonly sha256: string;
  readonly fileName: string;
  readonly size: number;
  /** JSON of a `ColumnSource`. */
  readonly content: string;
  readonly report: ImportReport;
  /** Of a table: what its lights mean, and which rows have them. */
  readonly lights?: { readonly legend: readonly LegendEntry[]; readonly rows: readonly Light[] };
  /** What a person said of who may read it; else the mark of the text that it replaces. */
  readonly mark?: Visibility | undefined;
}

export interface CurrentPosition {
  readonly id: string;
  readonly role: ColumnRole;
  readonly kind: ColumnSource['kind'];
  readonly document: string | null;
  readonly date: string | null;
  readonly language: string;
  readonly sha256: string;
  readonly fileName: string;
  readonly importedAt: string;
  readonly visibility: Visibility;
}

export async function listCurrentPositions(
  db: Db,
  procedureId: string,
): Promise<readonly CurrentPosition[]> {
  return db
    .selectFrom('position')
    .select([
      'id',
      'role',
      'kind',
      'document',
      'date',
      'language',
      'sha256',
      'file_name as fileName',
      'imported_at as importedAt',
      'visibility',
    ])
    .where('procedure_id', '=', procedureId)
    .where('superseded_at', 'is', null)
    .execute();
}

/** Puts a text into its column; what stood there stays, as superseded. */
export async function replacePosition(
  trx: Db,
  position: ReadDocument & {
    readonly id: string;
    readonly procedureId: string;
    readonly importedBy: string | null;
    readonly visibility: Visibility;
  },
  now: Date,
): Promise<void> {
  await trx
    .updateTable('position')
    .set({ superseded_at: now.toISOString() })
    .where('procedure_id', '=', position.procedureId)
    .where('role', '=', position.role)
    .where('superseded_at', 'is', null)
    .execute();
  await trx
    .insertInto('position')
    .values({
      id: position.id,
      procedure_id: position.procedureId,
      role: position.role,
      kind: position.kind,
      document: position.document,
      date: position.date,
      language: position.language,
      format: position.format,
      sha256: position.sha256,
      file_name: position.fileName,
      size: position.size,
      content: position.content,
      report: JSON.stringify(position.report),
      imported_at: now.toISOString(),
      imported_by: position.importedBy,
      superseded_at: null,
      visibility: position.visibility,
    })
    .execute();
}

/** False if the text has been replaced, or its number or date changed, since it was read. */
export async function correctPosition(
  db: Db,
  was: CurrentPosition,
  { document, date }: Pick<CurrentPosition, 'document' | 'date'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('position')
    .set({ document, date })
    .where('id', '=', was.id)
    .where('superseded_at', 'is', null)
    .where('document', 'is not distinct from', was.document)
    .where('date', 'is not distinct from', was.date)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export interface HeldPreview {
  readonly id: string;
  readonly userId: string;
  /** JSON */
  readonly document: string;
  /** JSON */
  readonly preview: string;
}

export async function holdPreview(db: Db, held: HeldPreview, expiresAt: Date): Promise<void> {
  await db
    .insertInto('import_preview')
    .values({
      id: held.id,
      user_id: held.userId,
      document: held.document,
      preview: held.preview,
      expires_at: expiresAt.toISOString(),
    })
    .execute();
}

/** A preview that this person made and that still holds. */
export async function findPreview(
  db: Db,
  { id, userId, now }: { readonly id: string; readonly userId: string; readonly now: Date },
): Promise<{ readonly document: string; readonly preview: string } | undefined> {
  return db
    .selectFrom('import_preview')
    .select(['document', 'preview'])
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst();
}

export async function deletePreview(db: Db, id: string): Promise<void> {
  await db.deleteFrom('import_preview').where('id', '=', id).execute();
}

const previewsKept = 10;

/** Takes away previews that have run out, and all but this person's last ones. */
export async function deleteOldPreviews(db: Db, userId: string, now: Date): Promise<void> {
  const own = await db
    .selectFrom('import_preview')
    .select('id')
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .execute();
  const tooMany = own.slice(previewsKept).map(({ id }) => id);
  await db
    .deleteFrom('import_preview')
    .where((eb) =>
      eb.or([eb('expires_at', '<=', now.toISOString()), ...tooMany.map((id) => eb('id', '=', id))]),
    )
    .execute();
}

/** Makes whoever would mark that text wait for the end of the transaction. */
export async function holdPosition(trx: Db, id: string | undefined): Promise<void> {
  if (id === undefined) return;
  await trx
    .updateTable('position')
    .set((eb) => ({ visibility: eb.ref('visibility') }))
    .where('id', '=', id)
    .execute();
}
