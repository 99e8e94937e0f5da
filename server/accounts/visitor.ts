import { isDemoAddress } from '#domain/account.ts';
import { clientAddressHeader } from '../client-address.ts';
import type { Application, User, Visitor } from '../context.ts';
import { nobody } from '../context.ts';
import type { Auth } from './auth.ts';
import { demoIsOpen } from './demo.ts';
import * as queries from './queries.ts';
import { listUsers, noteUse } from './session-queries.ts';

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
  if (!session) return { ...nobody, address };
  const { id: sessionId, updatedAt: lastUsed } = session.session;
  const { id, name, email } = session.user;
  const [visitor] = await visitorsOf(app, [{ id: sessionId, lastUsed, user: { id, name, email } }]);
  if (!visitor) return { ...nobody, address };
  const chosen = chosenWorkspace(headers);
  const isTheirs = chosen !== undefined && visitor.roles.has(chosen);
  return { ...visitor, workspaceId: isTheirs ? chosen : null, address };
}

/**
 * Who asks, by session, for sessions that were read from a cookie before; those that are over are
 * not among them. However many they are, it takes a few queries.
 */
export async function readVisitors(
  app: Pick<Application, 'db' | 'demo' | 'clock'>,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, Visitor>> {
  const sessions = await listUsers(app.db, sessionIds, app.clock.now());
  const visitors = await visitorsOf(app, sessions);
  return new Map(visitors.map((visitor) => [visitor.sessionId ?? '', visitor]));
}

interface LiveSession {
  readonly id: string;
  readonly lastUsed: Date;
  readonly user: User;
}

/** As they are in no workspace yet that they have chosen. */
async function visitorsOf(
  app: Pick<Application, 'db' | 'demo' | 'clock'>,
  sessions: readonly LiveSession[],
): Promise<readonly Visitor[]> {
  const usable = await onlyUsable(app, sessions);
  if (usable.length === 0) return [];
  await noteUses(app, usable);
  const ids = [...new Set(usable.map(({ user }) => user.id))];
  const roles = await queries.listRolesOf(app.db, ids);
  const named = await queries.listNamedRolesOf(app.db, ids);
  return usable.map(({ id, user }) => ({
    ...nobody,
    user,
    roles: roles.get(user.id) ?? new Map(),
    named: named.get(user.id) ?? new Map(),
    sessionId: id,
  }));
}

/** Demo people only while they are offered. */
async function onlyUsable(
  app: Pick<Application, 'db' | 'demo'>,
  sessions: readonly LiveSession[],
): Promise<readonly LiveSession[]> {
  const isOfDemo = ({ user }: LiveSession) => isDemoAddress(user.email);
  if (!sessions.some(isOfDemo) || (await demoIsOpen(app))) return sessions;
  return sessions.filter((session) => !isOfDemo(session));
}

const fiveMinutes = 5 * 60 * 1000;

/** When a session was last used is kept to within some minutes: most readings write nothing. */
async function noteUses(
  { db, clock }: Pick<Application, 'db' | 'clock'>,
  sessions: readonly LiveSession[],
): Promise<void> {
  const now = clock.now();
  const since = new Date(now.getTime() - fiveMinutes);
  const ids = sessions.filter(({ lastUsed }) => lastUsed < since).map(({ id }) => id);
  if (ids.length === 0) return;
  // Nobody’s rights hang on it: what could not be noted is noted the next time.
  await noteUse(db, ids, { now, since }).catch(() => {});
}

const workspaceCookie = /(?:^|;\s*)trilogue-workspace=([0-9a-z-]{1,64})(?:;|$)/;

/** The workspace that the person works in, as their browser keeps it; it grants nothing. */
function chosenWorkspace(headers: Headers): string | undefined {
  return workspaceCookie.exec(headers.get('cookie') ?? '')?.[1];
}
