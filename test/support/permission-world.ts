/**
 * Procedures under every mark, each with a draft, and everybody who can ask for something in them:
 * what the walks over the API (test/server/permissions.test.ts) go through.
 */
import { sql } from 'kysely';
import type { Db } from '#db/connection.ts';
import {
  type ItemKind,
  type Level,
  type Role,
  roles,
  type Visibility,
} from '#domain/permission.ts';
import { defaultWorkspace } from '#server/accounts/service.ts';
import { addMember } from '#server/accounts/queries.ts';
import type { Context, User } from '#server/context.ts';
import { newId } from '#server/identity.ts';
import type { TestDatabase } from './databases.ts';
import { tableWithRows } from './drafts.ts';
import { callerFor, signedIn, stranger } from './people.ts';

/** A procedure and a draft in it, both under one mark. */
export interface World {
  readonly database: TestDatabase;
  readonly visibility: Visibility;
  readonly workspaceId: string;
  readonly procedureId: string;
  readonly slug: string;
  /** A row at which a draft can begin. */
  readonly rowId: string;
  /** With one version, number 1. */
  readonly draftId: string;
  /** Stands in whatever is written there, so that it is known wherever it comes to light. */
  readonly word: string;
  /** A text in a column of the table. */
  readonly positionId: string;
  readonly statementId: string;
  /** An owner of the workspace, named on whatever is restricted. */
  readonly maker: Context & { readonly visitor: { readonly user: User } };
  /** Another draft, as the first. */
  begin(): Promise<string>;
}

export interface Asker {
  /** "editor", "viewer, named owner" */
  readonly who: string;
  readonly ctx: Context;
  /** Held in the workspace of the world. */
  readonly role: Role | null;
  /** Held by name on what is restricted there. */
  readonly named: Role | null;
}

interface Place {
  readonly reference: string;
  readonly slug: string;
  readonly visibility: Visibility;
  readonly workspaceId: string;
  readonly word: string;
}

export async function makeWorld(database: TestDatabase, place: Place): Promise<World> {
  const { workspaceId, slug, visibility, word } = place;
  const table = await tableWithRows(database, place);
  await sayInTable(database, table.procedureId, word);
  const maker = await memberOf(database, workspaceId, 'owner', word);
  (maker.visitor.named as Map<string, Role>).set(`procedure:${table.procedureId}`, 'owner');
  const rowId = table.rowAt('art_4/par_2');
  const begin = async (): Promise<string> => {
    const { drafts } = callerFor(maker);
    const { id } = await drafts.create({ slug, rowId, insertAfter: false });
    (maker.visitor.named as Map<string, Role>).set(`draft:${id}`, 'owner');
    if (visibility === 'restricted') await restrict(database, id);
    await drafts.versions.name({ id, name: `First ${word}` });
    await drafts.setAuthors({ id, authors: `The coalition ${word}` });
    return id;
  };
  const draftId = await begin();
  const { procedureId } = table;
  const positionId = await positionIn(database, procedureId);
  const statementId = await addStatement(database, procedureId, place.word);
  const named = maker.visitor.named as Map<string, Role>;
  for (const key of [`position:${positionId}`, `statement:${statementId}`]) named.set(key, 'owner');
  const items = { procedureId, draftId, positionId, statementId };
  const world = { ...place, database, rowId, maker, begin, ...items };
  await markAll(world);
  return world;
}

async function positionIn({ db }: TestDatabase, procedureId: string): Promise<string> {
  const { id } = await db
    .selectFrom('position')
    .select('id')
    .where('procedure_id', '=', procedureId)
    .where('role', '=', 'parliament')
    .executeTakeFirstOrThrow();
  return id;
}

async function addStatement(
  { db }: TestDatabase,
  procedure_id: string,
  word: string,
): Promise<string> {
  const id = newId();
  const date = '2031-01-01';
  const words = { kind: 'press_release', stance: 'stricter', summary: `The log is kept ${word}.` };
  const sources = {
    evidence: '[]',
    replies_to: null,
    provenance: unproven,
    attributed_to: null,
  };
  await db
    .insertInto('statement')
    .values({ id, procedure_id, key: id, date, ...words, ...sources, sharing: 'workspace' })
    .execute();
  return id;
}

/** Puts the things of the world under the marks that they have in it. */
async function markAll(world: Omit<World, 'maker' | 'begin'>): Promise<void> {
  const { db } = world.database;
  const visibility = markWithin(world.visibility);
  const procedure = db.updateTable('procedure').set({ visibility: world.visibility });
  await procedure.where('id', '=', world.procedureId).execute();
  for (const [table, id] of [
    ['draft', world.draftId],
    ['position', world.positionId],
  ] as const)
    await db.updateTable(table).set({ visibility }).where('id', '=', id).execute();
  const statement = db.updateTable('statement').set({ sharing: visibility });
  await statement.where('id', '=', world.statementId).execute();
}

async function sayInTable({ db }: TestDatabase, procedureId: string, word: string): Promise<void> {
  await db
    .updateTable('procedure')
    .set({ short_title: `Lighthouses ${word}` })
    .where('id', '=', procedureId)
    .execute();
  await db
    .updateTable('position')
    .set({ document: `COM(2031) ${word}`, file_name: `${word}.xhtml` })
    .where('procedure_id', '=', procedureId)
    .execute();
  await db
    .updateTable('four_column_cell')
    .set({ text: sql`text || ${` ${word}`}` })
    .where('row_id', 'in', (eb) =>
      eb.selectFrom('four_column_row').select('id').where('procedure_id', '=', procedureId),
    )
    .execute();
  await sayInDossier(db, procedureId, word);
}

async function sayInDossier(db: Db, procedure_id: string, word: string): Promise<void> {
  const own = { id: newId(), procedure_id, key: word, title: `The light ${word}` };
  await db
    .insertInto('event')
    .values({
      ...own,
      date: '2041-01-01',
      date_precision: 'day',
      institution: 'commission',
      kind: 'other',
      step: null,
      summary: '',
      documents: '[]',
      vote: null,
      presidency: null,
      provenance: unproven,
    })
    .execute();
  await db
    .insertInto('issue')
    .values({ ...own, description: '', importance: 'high', outcome: null })
    .execute();
}

const unproven = JSON.stringify({
  verified: false,
  sources: [],
  unverifiedFields: [],
  note: null,
  conflicts: [],
});

async function restrict({ db }: TestDatabase, draftId: string): Promise<void> {
  await db
    .updateTable('draft')
    .set({ visibility: 'restricted' })
    .where('id', '=', draftId)
    .execute();
}

/** A new person of that workspace. */
export async function memberOf(
  database: TestDatabase,
  workspaceId: string,
  role: Role,
  word = 'member',
) {
  const ctx = await signedIn(database, null);
  const user = { ...ctx.visitor.user, name: `The ${word}` };
  await ctx.db.updateTable('user').set({ name: user.name }).where('id', '=', user.id).execute();
  await addMember(ctx.db, { workspaceId, userId: user.id, role }, ctx.clock.now());
  const roles = new Map([[workspaceId, role]]);
  return { ...ctx, visitor: { ...ctx.visitor, user, roles, named: new Map<string, Role>() } };
}

export async function anotherWorkspace({ db }: TestDatabase, name: string): Promise<string> {
  const id = newId();
  const row = { id, name, created_at: '2031-01-01T00:00:00.000Z' };
  await db.insertInto('workspace').values(row).execute();
  return id;
}

export async function theWorkspace(database: TestDatabase): Promise<string> {
  return (await defaultWorkspace(stranger(database))).id;
}

/** One of each kind: strangers, people of elsewhere, each role, and those named on a thing. */
export async function everyAsker(
  database: TestDatabase,
  workspaceId: string,
  neighbourhood: string,
): Promise<Asker[]> {
  const members = await Promise.all(
    roles.map(async (role) => asker(role, await memberOf(database, workspaceId, role), role)),
  );
  const named = (['owner', 'viewer'] as const).map(async (role) => {
    const other = role === 'owner' ? 'viewer' : 'owner';
    const ctx = await memberOf(database, workspaceId, role);
    return asker(`${role}, named ${other}`, ctx, role, other);
  });
  return [
    asker('stranger', stranger(database), null),
    asker('outsider', await signedIn(database, null), null),
    asker('owner of elsewhere', await memberOf(database, neighbourhood, 'owner'), null),
    ...members,
    ...(await Promise.all(named)),
  ];
}

function asker(who: string, ctx: Context, role: Role | null, named: Role | null = null): Asker {
  return { who, ctx, role, named };
}

/** The same person, with the role by name that they hold on these things. */
export function inWorld({ ctx, named }: Asker, ids: readonly string[]): Context {
  if (named === null) return ctx;
  return { ...ctx, visitor: { ...ctx.visitor, named: new Map(ids.map((id) => [id, named])) } };
}

/** From the procedure in, as the permission rule is asked. */
export function levelsOf(
  { visibility }: World,
  named: Role | null,
  on: ItemKind,
  isOwnDraft: boolean,
): Level[] {
  const procedure: Level = { kind: 'procedure', visibility, named };
  const item: Level = { kind: on, visibility: markWithin(visibility), named, isOwnDraft };
  return on === 'procedure' ? [procedure] : [procedure, item];
}

/** The mark of what is in a procedure. */
function markWithin(visibility: Visibility): Visibility {
  return visibility === 'restricted' ? 'restricted' : 'workspace';
}

/** Puts back what somebody was allowed to change, so that the next one finds the world as it was. */
export async function putBack(world: World, asker: Asker): Promise<void> {
  const { database, workspaceId } = world;
  await markAll(world);
  if (asker.role === null || !asker.ctx.visitor.user) return;
  const own = { workspace_id: workspaceId, user_id: asker.ctx.visitor.user.id };
  await database.db
    .insertInto('membership')
    .values({ ...own, role: asker.role, created_at: '2031-01-01T00:00:00.000Z' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes away the drafts that samples began, so that the database stays small. */
export async function clearDrafts({ db }: TestDatabase, kept: readonly World[]): Promise<void> {
  const ids = kept.map(({ draftId }) => draftId);
  await db.deleteFrom('draft').where('id', 'not in', ids).execute();
  for (const table of ['draft_update', 'draft_snapshot', 'draft_writer', 'draft_log'] as const)
    await db.deleteFrom(table).where('draft_id', 'not in', ids).execute();
}
