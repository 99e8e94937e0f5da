import type { Db } from '#db/connection.ts';
import { DomainError } from '#domain/errors.ts';
import * as statuses from './status-queries.ts';

/** The rows with these ids, all of which must be in the table now. */
export async function rowsAmong(
  trx: Db,
  procedureId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const wanted = [...new Set(ids)];
  const found = await statuses.listRowsAmong(trx, procedureId, wanted);
  if (found.length === wanted.length) return found;
  const missing = wanted.length - found.length;
  throw new DomainError(
    'not-found',
    `${missing === 1 ? 'One of the rows is' : `${missing} of the rows are`} not in the table any more; it may have changed with an import. Nothing was changed. Load the page again.`,
  );
}
