/** People with a role in the workspace of a test database, and what asks in their name. */
import { hashPassword } from 'better-auth/crypto';
import { pino } from 'pino';
import * as Y from 'yjs';
import type { Db } from '#db/connection.ts';
import type { Role } from '#domain/permission.ts';
import { createAttempts } from '#server/accounts/attempts.ts';
import * as queries from '#server/accounts/queries.ts';
import { defaultWorkspace } from '#server/accounts/service.ts';
import { readVisitors } from '#server/accounts/visitor.ts';
import { Afterwards } from '#server/afterwards.ts';
import { createSqlUpdateLog, writeFirstContent } from '#server/collaboration/sql-update-log.ts';
import { DocumentGone } from '#server/collaboration/update-log.ts';
import {
  type Application,
  type Clock,
  type Context,
  nobody,
  type SharedTexts,
  type User,
} from '#server/context.ts';
import type { AgainParts } from '#server/drafts/access.ts';
import { newId } from '#server/identity.ts';
import { appRouter } from '#server/router.ts';
import { createCaller } from '#server/trpc.ts';
import type { TestDatabase } from './databases.ts';

const linkKey = new TextEncoder().encode('a key of the tests');

export function testApplication(
  { db, dialect }: TestDatabase,
  overrides: Partial<Application> = {},
): Application {
  const clock = { now: () => new Date() };
  const texts = textsInLog(db, clock);
  const log = overrides.log ?? pino({ level: 'silent' });
  return {
    db,
    dialect,
    clock,
    texts,
    log,
    linkKey,
    demo: false,
    origin: 'http://localhost:3000',
    mailIsConfigured: false,
    providerName: null,
    isDevelopment: false,
    attempts: createAttempts(),
    afterwards: new Afterwards(log),
    ...overrides,
  };
}

/** Shared texts as the log holds them, without rooms. */
function textsInLog(db: Db, clock: Clock): SharedTexts {
  const log = createSqlUpdateLog(db, clock);
  const readStored = async (id: string) => {
    const stored = await log.read(id, -1);
    if (!stored?.snapshot) throw new DocumentGone(id);
    const updates = [stored.snapshot, ...stored.updates].map(({ bytes }) => bytes);
    return { seq: stored.seq, bytes: Y.mergeUpdates(updates) };
  };
  return {
    createDocument: (trx, id, update) => writeFirstContent(trx, id, update, clock),
    read: async (id) => (await readStored(id)).bytes,
    readStored,
    change: async (id, userId, fn) => {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, (await readStored(id)).bytes);
      const before = Y.encodeStateVector(doc);
      doc.transact(() => fn(doc));
      const bytes = Y.encodeStateAsUpdate(doc, before);
      await log.append([{ draftId: id, updates: [{ bytes, userId }] }]);
    },
  };
}

/** Somebody who is not signed in. */
export function stranger(database: TestDatabase, overrides: Partial<Application> = {}): Context {
  return { ...testApplication(database, overrides), visitor: nobody };
}

/** A new person with this role in the default workspace; with `null`, signed in but no member. */
export async function signedIn(
  database: TestDatabase,
  role: Role | null,
  overrides: Partial<Application> = {},
): Promise<Context & { readonly visitor: { readonly user: User } }> {
  const app = testApplication(database, overrides);
  const id = newId();
  const user = { id, name: `The ${role ?? 'outsider'}`, email: `${id}@example.org` };
  const workspace = await defaultWorkspace(app);
  const now = app.clock.now();
  await queries.addUser(app.db, user, now);
  const person = { ...nobody, user, sessionId: newId() };
  if (role === null) return { ...app, visitor: person };
  await queries.addMember(app.db, { workspaceId: workspace.id, userId: id, role }, now);
  return { ...app, visitor: { ...person, roles: new Map([[workspace.id, role]]) } };
}

/** What rights are read again from, as the server puts it together. */
export function againParts(app: Application): AgainParts {
  return { db: app.db, whoIsIn: (sessionIds) => readVisitors(app, sessionIds) };
}

/** Their session, as signing in stores it. */
export async function keepSession(
  db: Db,
  { visitor }: Context,
  expires_at = new Date(Date.now() + 86_400_000),
): Promise<void> {
  const [id, user_id] = [visitor.sessionId ?? newId(), visitor.user?.id ?? ''];
  const [ip_address, user_agent, now] = [null, null, new Date()];
  const session = { id, token: newId(), user_id, expires_at, ip_address, user_agent };
  await db
    .insertInto('session')
    .values({ ...session, created_at: now, updated_at: now })
    .execute();
}

/** The real router, called in the name of whoever asks. */
export const callerFor = createCaller(appRouter);

/** A new person who signs in with this password, and whose address is known to be theirs. */
export async function personWithPassword(
  { db }: TestDatabase,
  password: string,
  { isVerified = true, name = 'Anna Kiss' } = {},
): Promise<User> {
  const id = newId();
  const user = { id, name, email: `${id}@example.org` };
  const now = new Date();
  await queries.addUser(db, user, now);
  if (isVerified) await queries.confirmAddress(db, id, now);
  const hash = await hashPassword(password);
  await queries.setPassword(db, { id: newId(), userId: id, hash }, now);
  return user;
}
