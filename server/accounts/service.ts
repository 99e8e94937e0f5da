/** Who is signed in, the workspace that is always there, and the first account. */
import { hashPassword } from 'better-auth/crypto';
import { accountProblems, type NewAccount, normalEmail } from '#domain/account.ts';
import { DomainError } from '#domain/errors.ts';
import type { Role } from '#domain/permission.ts';
import type { Db } from '#db/connection.ts';
import { type Doer, recordDeed } from '../audit/recording.ts';
import type { Application, Clock, Context, User } from '../context.ts';
import { newId } from '../identity.ts';
import { demoIsOpen, demoPeople, type DemoPerson } from './demo.ts';
import * as queries from './queries.ts';

export { addMember, confirmAddress, findUserId } from './queries.ts';

export interface CurrentSession {
  readonly user: User | null;
  /** The one that they work in: chosen, or the first that took them in. */
  readonly workspace: OwnWorkspace | null;
  readonly workspaces: readonly OwnWorkspace[];
  /** Held in that workspace, which says which controls a page offers; the server decides again. */
  readonly role: Role | null;
  readonly demo: boolean;
  /** Those who can be chosen with one click; nobody outside a demo. */
  readonly demoPeople: readonly DemoPerson[];
  /** Nobody has an account yet: the next visitor makes the owner's. */
  readonly needsOwner: boolean;
  readonly mailIsConfigured: boolean;
  /** Links that would go by mail are written into the log of a development server. */
  readonly linksAreLogged: boolean;
  /** "Sign in with …", where there is such a provider. */
  readonly providerName: string | null;
}

export async function currentSession(ctx: Context): Promise<CurrentSession> {
  const workspaces = await ownWorkspaces(ctx);
  const workspace =
    workspaces.find(({ id }) => id === ctx.visitor.workspaceId) ?? workspaces[0] ?? null;
  return {
    user: ctx.visitor.user,
    workspace,
    workspaces,
    role: workspace?.role ?? null,
    demo: ctx.demo,
    mailIsConfigured: ctx.mailIsConfigured,
    linksAreLogged: ctx.isDevelopment,
    providerName: ctx.providerName,
    ...(await waysIn(ctx)),
  };
}

async function waysIn(ctx: Context): Promise<Pick<CurrentSession, 'demoPeople' | 'needsOwner'>> {
  if (await demoIsOpen(ctx)) return { demoPeople: Object.values(demoPeople), needsOwner: false };
  return { demoPeople: [], needsOwner: !(await queries.hasPeople(ctx.db)) };
}

export interface Workspace {
  readonly id: string;
  readonly name: string;
}

/** A workspace of whoever asks, with the role that they hold there. */
export interface OwnWorkspace extends Workspace {
  readonly role: Role;
}

async function ownWorkspaces({ db, visitor }: Context): Promise<OwnWorkspace[]> {
  const named = await queries.listWorkspaces(db, [...visitor.roles.keys()]);
  return [...visitor.roles].flatMap(([id, role]) => {
    const name = named.get(id);
    return name === undefined ? [] : [{ id, name, role }];
  });
}

/** Its id is the same in every database, so that processes starting at once make one. */
const theWorkspace: Workspace = { id: '01934e2c-8a00-7000-8000-000000000001', name: 'Workspace' };

/**
 * The workspace that a new server begins with; undefined once it was deleted, as it is not made
 * again for those who have an account.
 */
export async function firstWorkspace(
  app: Pick<Application, 'db' | 'clock'>,
): Promise<Workspace | undefined> {
  if (await queries.isLive(app.db, theWorkspace.id)) return theWorkspace;
  return (await queries.hasAccounts(app.db)) ? undefined : defaultWorkspace(app);
}

/** The same, made if it is not there. */
export async function defaultWorkspace(app: Pick<Application, 'db' | 'clock'>): Promise<Workspace> {
  await queries.ensureWorkspace(app.db, theWorkspace, app.clock.now());
  return theWorkspace;
}

/**
 * Makes the first account, the owner's, for somebody at this address (null is the machine itself).
 * Of two who try at once, one is told it is taken.
 */
export async function createOwner(
  app: Pick<Application, 'db' | 'clock'>,
  account: NewAccount,
  address: string | null = null,
): Promise<User> {
  requireNoProblems(account);
  await requireNobody(app);
  const { id } = await defaultWorkspace(app);
  const hash = await hashPassword(account.password);
  return app.db.transaction().execute(async (trx) => {
    await queries.lockWorkspace(trx, id);
    await requireNobody({ db: trx });
    const now = app.clock.now();
    const user = await addAccount(trx, { ...account, hash }, now);
    // Nobody else is there yet whose address it could be.
    await queries.confirmAddress(trx, user.id, now);
    const workspaceId = await ownersWorkspace(trx, now);
    await queries.addMember(trx, { workspaceId, userId: user.id, role: 'owner' }, now);
    await recordFounding(trx, { user, address }, workspaceId, app.clock);
    return user;
  });
}

async function recordFounding(
  trx: Db,
  owner: Doer,
  workspaceId: string,
  clock: Clock,
): Promise<void> {
  const names = await queries.listWorkspaces(trx, [workspaceId]);
  const name = names.get(workspaceId) ?? null;
  const target = { kind: 'workspace', id: workspaceId, name } as const;
  await recordDeed(trx, owner, { workspaceId, action: 'workspace-founded', target }, clock);
}

/** The first one, or another where the people of a demo have deleted that. */
async function ownersWorkspace(trx: Db, now: Date): Promise<string> {
  if (await queries.isLive(trx, theWorkspace.id)) return theWorkspace.id;
  const another = { ...theWorkspace, id: newId() };
  await queries.ensureWorkspace(trx, another, now);
  return another.id;
}

/** Adds a person who signs in with the password whose hash that is. Asks for no right. */
export async function addAccount(
  trx: Db,
  { name, email, hash }: Pick<NewAccount, 'name' | 'email'> & { readonly hash: string },
  now: Date,
): Promise<User> {
  const user = { id: newId(), name: name.trim(), email: normalEmail(email) };
  await queries.addUser(trx, user, now);
  await queries.addPassword(trx, { id: newId(), userId: user.id, hash }, now);
  return user;
}

export function requireNoProblems(account: NewAccount): void {
  const [first] = Object.values(accountProblems(account));
  if (first !== undefined) throw new DomainError('bad-input', first);
}

async function requireNobody({ db }: Pick<Application, 'db'>): Promise<void> {
  if (await queries.hasPeople(db))
    throw new DomainError(
      'conflict',
      'This server has an owner already, and nothing was changed. Sign in, or ask the owner for access.',
    );
}

/** The same over the network, where a demo refuses it: a visitor could shut everybody else out. */
export async function createFirstOwner(ctx: Context, account: NewAccount): Promise<User> {
  if (ctx.demo)
    throw new DomainError('conflict', 'This is a demo: choose one of its people instead.');
  return createOwner(ctx, account, ctx.visitor.address);
}
