import type { Db } from '#db/connection.ts';
import { columnRoles } from '#domain/four-column.ts';
import type { HeldText } from '#domain/held-text.ts';
import type { Visibility } from '#domain/permission.ts';
import { toOptionalDate } from '../rows.ts';

/** A text with what the right to read it is asked on. */
export interface MarkedText extends HeldText {
  readonly id: string;
  readonly procedureId: string;
  readonly visibility: Visibility;
}

/** The texts that were imported, of many procedures at once, in the order of the columns. */
export async function listTexts(db: Db, procedureIds: readonly string[]): Promise<MarkedText[]> {
  if (procedureIds.length === 0) return [];
  const rows = await db
    .selectFrom('position')
    .select(['id', 'procedure_id as procedureId', 'role', 'document', 'date', 'visibility'])
    .where('procedure_id', 'in', procedureIds)
    .where('kind', '!=', 'summaries')
    .where('superseded_at', 'is', null)
    .execute();
  const texts = rows.map((row) => ({ ...row, date: toOptionalDate(row.date) }));
  return texts.toSorted((a, b) => columnRoles.indexOf(a.role) - columnRoles.indexOf(b.role));
}
