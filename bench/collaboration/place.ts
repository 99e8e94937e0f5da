/**
 * A database with people who may write and drafts that they write in, made as the services make
 * them, for one bench alone. Its people are signed in: each has a session and its cookie.
 */
import { createHmac } from 'node:crypto';
import { pino } from 'pino';
import { connect, type Connection, type Db } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { createAttempts } from '#server/accounts/attempts.ts';
import { createAuth } from '#server/accounts/auth.ts';
import { addMember, addUser } from '#server/accounts/queries.ts';
import { Afterwards } from '#server/afterwards.ts';
import { defaultWorkspace } from '#server/accounts/service.ts';
import { writeFirstContent } from '#server/collaboration/sql-update-log.ts';
import { insertDraft } from '#server/drafts/queries.ts';
import { newId } from '#server/identity.ts';
import { type DatabaseName, makeDatabase } from './database.ts';

export const origin = 'http://trilogue.example';
export const authSecret = 'a-secret-of-the-benches-with-forty-letters';

const clock = { now: () => new Date() };

export interface Place {
  readonly databaseUrl: string;
  readonly connection: Connection;
  readonly drafts: readonly string[];
  /** More of them, in which a server warms up. */
  readonly warmUpDrafts: readonly string[];
  /** What each of them began with. */
  readonly content: Uint8Array;
  /** One cookie a person. */
  readonly cookies: readonly string[];
  drop(): Promise<void>;
}

export interface Contents {
  readonly people: number;
  readonly drafts: number;
  /** What each draft begins with. */
  readonly content: Uint8Array;
}

export async function makePlace(contents: Contents, database: DatabaseName = 'SQLite') {
  const { databaseUrl, drop } = await makeDatabase(database);
  const connection = connect(databaseUrl);
  await migrateToLatest(connection.db);
  const filled = await connection.db
    .transaction()
    .execute((trx) => fill({ ...connection, db: trx }, contents));
  const place: Place = {
    databaseUrl,
    connection,
    ...filled,
    content: contents.content,
    drop: async () => {
      await connection.close();
      await drop();
    },
  };
  return place;
}

type Filled = Pick<Place, 'drafts' | 'warmUpDrafts' | 'cookies'>;

const warmUpDrafts = 2;

async function fill(connection: Connection, contents: Contents): Promise<Filled> {
  const { db } = connection;
  const workspace = await defaultWorkspace({ db, clock });
  const cookies: string[] = [];
  const signIn = await sessions(connection);
  for (let i = 0; i < contents.people; i++) cookies.push(await signIn(await addWriter(db)));
  const procedureId = await addProcedure(db, workspace.id);
  const drafts: string[] = [];
  for (let i = 0; i < warmUpDrafts + contents.drafts; i++)
    drafts.push(await addDraft(db, workspace.id, procedureId, contents.content));
  return { drafts, warmUpDrafts: drafts.splice(0, warmUpDrafts), cookies };
}

async function addWriter(db: Db): Promise<string> {
  const id = newId();
  const workspace = await defaultWorkspace({ db, clock });
  await addUser(db, { id, name: 'Somebody who writes', email: `${id}@example.org` }, clock.now());
  const member = { workspaceId: workspace.id, userId: id, role: 'editor' } as const;
  await addMember(db, member, clock.now());
  return id;
}

/** Signs people in without their password, which takes long to read by design. */
async function sessions({ db, dialect }: Connection): Promise<(user: string) => Promise<string>> {
  const log = pino({ level: 'silent' });
  const demoIsOpen = () => Promise.resolve(false);
  const auth = createAuth({
    db,
    dialect,
    log,
    origin,
    clock,
    secret: authSecret,
    attempts: createAttempts(),
    afterwards: new Afterwards(log),
    mailIsConfigured: false,
    provider: null,
    demoIsOpen,
  });
  const { internalAdapter, authCookies } = await auth.$context;
  return async (user) => {
    const { token } = await internalAdapter.createSession(user);
    const signature = createHmac('sha256', authSecret).update(token).digest('base64');
    return `${authCookies.sessionToken.name}=${encodeURIComponent(`${token}.${signature}`)}`;
  };
}

async function addProcedure(db: Db, workspace_id: string): Promise<string> {
  const id = newId();
  await db
    .insertInto('procedure')
    .values({
      id,
      workspace_id,
      reference: '2031/0001(COD)',
      short_title: 'Items crossing borders',
      visibility: 'workspace',
      created_at: clock.now().toISOString(),
    })
    .execute();
  return id;
}

async function addDraft(
  db: Db,
  workspaceId: string,
  procedureId: string,
  content: Uint8Array,
): Promise<string> {
  const id = newId();
  await insertDraft(db, {
    id,
    workspaceId,
    procedureId,
    visibility: 'workspace',
    epoch: 1,
    rowNumber: '1',
    proposalName: 'Proposal for a regulation',
    path: 'art_1',
    citation: 'Article 1',
    location: 'Article 1',
    sourceText: '',
    sourceDocument: null,
    sourceLocator: '',
    authors: '',
    createdBy: null,
    createdAt: clock.now().toISOString(),
  });
  await writeFirstContent(db, id, content, clock);
  return id;
}
