import { sql } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { RequestHandler } from './api.ts';

/** Alive: the process answers. Ready: it can also read its database and whatever else it needs. */
export function healthHandlers(
  db: Db,
  others: readonly (() => Promise<void>)[],
): ReadonlyMap<string, RequestHandler> {
  return new Map([
    ['/healthz', async () => Response.json({ status: 'ok' })],
    ['/readyz', () => readiness([async () => void (await sql`select 1`.execute(db)), ...others])],
  ]);
}

async function readiness(checks: readonly (() => Promise<void>)[]): Promise<Response> {
  const results = await Promise.allSettled(checks.map((check) => check()));
  const ready = results.every((result) => result.status === 'fulfilled');
  return Response.json({ status: ready ? 'ready' : 'not ready' }, { status: ready ? 200 : 503 });
}
