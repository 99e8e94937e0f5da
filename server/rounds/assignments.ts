/** Who has taken on a row: only somebody who may read the table as a member. */
import { DomainError } from '#domain/errors.ts';
import type { Context } from '../context.ts';
import * as queries from './queries.ts';
import * as assignments from './assignment-queries.ts';
import { lockTable } from '../four-column/table.ts';
import { rowsAmong } from './rows-among.ts';
import { requireEditor } from './statuses.ts';

export interface AssignmentInput {
  readonly slug: string;
  readonly rowIds: readonly string[];
  readonly userId: string;
  /** False to take the person off the rows. */
  readonly isOn: boolean;
}

export async function setAssignment(
  ctx: Context,
  { slug, rowIds, userId, isOn }: AssignmentInput,
): Promise<{ readonly rows: number }> {
  const { procedure, userId: by } = await requireEditor(ctx, slug);
  const at = ctx.clock.now().toISOString();
  return ctx.db.transaction().execute(async (trx) => {
    await lockTable(trx, procedure.id);
    const rows = await rowsAmong(trx, procedure.id, rowIds);
    const assignment = { rowIds: rows, userId, by, at };
    if (!isOn) await assignments.release(trx, assignment);
    else {
      const readers = await queries.listReaders(trx, procedure);
      if (!readers.some(({ id }) => id === userId)) throw notAReader();
      await assignments.assign(trx, assignment);
    }
    return { rows: rows.length };
  });
}

function notAReader(): DomainError {
  return new DomainError(
    'not-found',
    'There is no such member who may read this table. Nothing was changed; load the page again and choose somebody.',
  );
}
