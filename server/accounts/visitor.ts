import { clientAddressHeader } from '../client-address.ts';
import type { Application, Visitor } from '../context.ts';
import { nobody } from '../context.ts';
import type { Auth } from './auth.ts';
import { isUsable } from './demo.ts';
import * as queries from './queries.ts';
import { noteUse } from './session-queries.ts';

/**
 * Who asks, by the session in the request's cookie, read from the database each time. An upgrade
 * to a WebSocket is asked about in the same way, and again while it stays open.
 */
export async function readVisitor(
  app: Pick<Application, 'db' | 'demo' | 'clock'>,
  auth: Auth,
  headers: Headers,
): Promise<Visitor> {
  const address = headers.get(clientAddressHeader);
  const session = await auth.api.getSession({ headers });
  if (!session || !(await isUsable(app, session.user.email))) return { ...nobody, address };
  await noteUseOf(app, session.session);
  const { id, name, email } = session.user;
  const roles = await queries.listRoles(app.db, id);
  const chosen = chosenWorkspace(headers);
  return {
    user: { id, name, email },
    roles,
    named: await queries.listNamedRoles(app.db, id),
    workspaceId: chosen !== undefined && roles.has(chosen) ? chosen : null,
    link: null,
    sessionId: session.session.id,
    address,
  };
}

const fiveMinutes = 5 * 60 * 1000;

/** When a session was last used is kept to within some minutes: most readings write nothing. */
async function noteUseOf(
  { db, clock }: Pick<Application, 'db' | 'clock'>,
  { id, updatedAt }: { readonly id: string; readonly updatedAt: Date },
): Promise<void> {
  const now = clock.now();
  if (now.getTime() - updatedAt.getTime() > fiveMinutes) await noteUse(db, id, now);
}

const workspaceCookie = /(?:^|;\s*)trilogue-workspace=([0-9a-z-]{1,64})(?:;|$)/;

/** The workspace that the person works in, as their browser keeps it; it grants nothing. */
function chosenWorkspace(headers: Headers): string | undefined {
  return workspaceCookie.exec(headers.get('cookie') ?? '')?.[1];
}
