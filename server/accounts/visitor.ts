import type { Application, Visitor } from '../context.ts';
import { nobody } from '../context.ts';
import type { Auth } from './auth.ts';
import { isUsable } from './demo.ts';
import * as queries from './queries.ts';

/**
 * Who asks, by the session in the request's cookie, read from the database each time. An upgrade
 * to a WebSocket is asked about in the same way, and again while it stays open.
 */
export async function readVisitor(
  app: Pick<Application, 'db' | 'demo'>,
  auth: Auth,
  headers: Headers,
): Promise<Visitor> {
  const session = await auth.api.getSession({ headers });
  if (!session || !(await isUsable(app, session.user.email))) return nobody;
  const { id, name, email } = session.user;
  return { user: { id, name, email }, roles: await queries.listRoles(app.db, id) };
}
