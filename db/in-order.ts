import { SqliteAdapter } from 'kysely';
import type { Db } from './connection.ts';

interface Query<R> {
  execute(): Promise<R[]>;
}

/**
 * Executes queries of one transaction in this order. SQLite keeps the order by itself, so its thread
 * is told all of them at once; PostgreSQL’s library wants to be asked one at a time.
 */
export async function executeInOrder<R>(trx: Db, queries: readonly Query<R>[]): Promise<R[][]> {
  if (trx.getExecutor().adapter instanceof SqliteAdapter)
    return Promise.all(queries.map((query) => query.execute()));
  const results: R[][] = [];
  for (const query of queries) results.push(await query.execute());
  return results;
}
