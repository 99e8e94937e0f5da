/** Marks, and who is named on a thing: read and changed by those who may. */
import { columnRoleName } from '#domain/column-role.ts';
import { DomainError } from '#domain/errors.ts';
import {
  type ItemKind,
  type Level,
  may,
  type Role,
  type Visibility,
  visibilities,
} from '#domain/permission.ts';
import type { Db } from '#db/connection.ts';
import type { Context } from '../context.ts';
import {
  notThere,
  onItem,
  onProcedure,
  type Protected,
  requireMay,
  requireUser,
  visitorMay,
} from '../permission.ts';
import {
  findProcedure,
  nameOf,
  type ProcedureName,
  readProcedure,
  setIndexed,
} from '../procedures/service.ts';
import { markWords, narrowerMark } from '#domain/mark.ts';
import { withdrawLostLinks } from '../sharing/withdrawing.ts';
import { putMark } from './marking.ts';
import { recordAccess, recordListing } from './deeds.ts';
import { type Exposure, readExposure } from './exposure.ts';
import * as queries from './queries.ts';
import type { MarkedItem, NamedPerson, Person } from './queries.ts';

export interface ItemKey {
  readonly kind: ItemKind;
  readonly id: string;
}

export interface AccessView extends ItemKey {
  /** Null for whoever may say who is named, and is not named themselves. */
  readonly title: string | null;
  /** The one that it is or is part of; null where the title is. */
  readonly procedure: ProcedureName | null;
  readonly mark: Visibility;
  /** Those that it can have; none for whoever may not change it. */
  readonly marks: readonly Visibility[];
  readonly named: readonly NamedPerson[];
  /** The others of the workspace. */
  readonly others: readonly Person[];
  /** Of a procedure: what everybody would see of it. */
  readonly exposure: Exposure | null;
}

export async function readAccess(ctx: Context, key: ItemKey): Promise<AccessView> {
  const item = await findManaged(ctx, ctx.db, key);
  const named = await queries.listNamed(ctx.db, item);
  const members = await queries.listMembers(ctx.db, item.procedure.workspaceId);
  const isSeen = visitorMay(ctx.visitor, 'read-procedure', on(item));
  return {
    ...key,
    title: isSeen ? titleOf(item) : null,
    procedure: isSeen ? nameOf(item) : null,
    mark: item.visibility,
    marks: visitorMay(ctx.visitor, 'change-visibility', on(item)) ? marksOf(item.kind) : [],
    named,
    others: members
      .filter(({ id }) => named.every((person) => person.id !== id))
      .map(({ id, name }) => ({ id, name })),
    exposure: isSeen && item.kind === 'procedure' ? await exposureOf(ctx, item) : null,
  };
}

async function exposureOf(ctx: Context, { id }: MarkedItem): Promise<Exposure | null> {
  const procedure = await findProcedure(ctx.db, id);
  return procedure ? readExposure(ctx, procedure) : null;
}

function titleOf({ kind, title, role }: MarkedItem): string {
  if (kind === 'position' && role !== null)
    return title === null ? columnRoleName(role) : `${columnRoleName(role)}: ${title}`;
  return title ?? '';
}

/** A draft is never read by everybody at an address of its own: a link shares it. */
function marksOf(kind: ItemKind): readonly Visibility[] {
  return kind === 'draft' ? visibilities.filter((mark) => mark !== 'public') : visibilities;
}

/** A thing on which whoever asks says who is named. */
async function findManaged(ctx: Context, db: Db, { kind, id }: ItemKey): Promise<MarkedItem> {
  requireUser(ctx.visitor);
  const item = await queries.findItem(db, kind, id);
  if (!item) throw new DomainError('not-found', notThere);
  requireMay(ctx.visitor, 'manage-access', on(item));
  return item;
}

function on(item: MarkedItem): Protected {
  return item.kind === 'procedure' ? onProcedure(item.procedure) : onItem(item.procedure, item);
}

export async function setMark(ctx: Context, key: ItemKey, mark: Visibility): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const item = await findManaged(ctx, trx, key);
    requireMay(ctx.visitor, 'change-visibility', on(item));
    if (!marksOf(item.kind).includes(mark))
      throw new DomainError(
        'bad-input',
        'A draft cannot be public. Share it by a link, which can be withdrawn.',
      );
    if (item.kind === 'draft') await requireNoWider(trx, item, mark);
    await putMark(trx, ctx, item, mark);
  });
}

/** A draft holds words of the proposal, also where whoever marks it may not mark that. */
async function requireNoWider(trx: Db, item: MarkedItem, mark: Visibility): Promise<void> {
  const proposal = await queries.findProposalMark(trx, item.procedure.id);
  if (proposal === null || narrowerMark(mark, proposal) === mark) return;
  throw new DomainError(
    'conflict',
    `This draft holds words of the proposal, which is marked “${markWords[proposal].name}”. No draft of it is marked wider than that; an owner can change the mark of the proposal.`,
  );
}

/** Which procedure stands at a page's address, for those who may say who is named on it. */
export async function locateProcedure(ctx: Context, slug: string): Promise<ItemKey> {
  const { id } = await readProcedure(ctx, slug, 'manage-access');
  return { kind: 'procedure', id };
}

/** Whether search engines may list a procedure, as long as it is public. */
export async function setProcedureIndexed(
  ctx: Context,
  id: string,
  indexed: boolean,
): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const item = await findManaged(ctx, trx, { kind: 'procedure', id });
    requireMay(ctx.visitor, 'change-visibility', on(item));
    const isNew = await setIndexed(trx, id, indexed);
    if (isNew) await recordListing(trx, ctx, item, indexed);
  });
}

/** Names a member of the workspace on a thing, or changes the role of one who is named. */
export async function namePerson(
  ctx: Context,
  key: ItemKey,
  { userId, role }: { readonly userId: string; readonly role: Role },
): Promise<void> {
  await changeNames(ctx, key, userId, async (trx, item) => {
    const members = await queries.listMembers(trx, item.procedure.workspaceId);
    const person = members.find(({ id }) => id === userId);
    if (!person)
      throw new DomainError(
        'bad-input',
        'Only people of the workspace can be named. Invite them to the workspace first.',
      );
    const by = requireUser(ctx.visitor);
    const at = ctx.clock.now().toISOString();
    await queries.putName(trx, item, { userId, role, grantedBy: by.id, at });
    await recordAccess(trx, ctx, item, { action: 'access-granted', person, role });
  });
}

export async function withdrawName(ctx: Context, key: ItemKey, userId: string): Promise<void> {
  await changeNames(ctx, key, userId, async (trx, item) => {
    const named = await queries.listNamed(trx, item);
    const person = named.find(({ id }) => id === userId);
    if (!person)
      throw new DomainError(
        'conflict',
        'This person is not named here any more. Load the page again.',
      );
    await queries.deleteName(trx, item, userId);
    await recordAccess(trx, ctx, item, { action: 'access-withdrawn', person });
  });
}

/**
 * Two changes wait for each other, so that the last owner stays one. What the person handed out
 * goes with the right to hand it out.
 */
async function changeNames(
  ctx: Context,
  key: ItemKey,
  userId: string,
  change: (trx: Db, item: MarkedItem) => Promise<void>,
): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const found = await findManaged(ctx, trx, key);
    await queries.holdItem(trx, found);
    const item = await findManaged(ctx, trx, key);
    await change(trx, item);
    await withdrawLostLinks(trx, ctx, item.procedure.workspaceId, userId);
    if (item.visibility === 'restricted') await requireOwner(trx, item);
    await requireManaged(trx, item);
  });
}

async function requireOwner(trx: Db, item: MarkedItem): Promise<void> {
  const named = await queries.listNamed(trx, item);
  if (named.some(({ role }) => role === 'owner')) return;
  throw new DomainError(
    'conflict',
    'What is restricted needs an owner among those named. Make somebody else its owner first.',
  );
}

/** Also of what is not restricted: who owns the workspace may be named on it with less. */
async function requireManaged(trx: Db, item: MarkedItem): Promise<void> {
  const members = await queries.listMembers(trx, item.procedure.workspaceId);
  const levels = await readLevels(trx, item);
  const manages = ({ id, role }: queries.Member) =>
    may({ role, levels: levels.map((levelOf) => levelOf(id)) }, 'manage-access');
  if (members.some(manages)) return;
  throw new DomainError(
    'conflict',
    'Nobody could say any more who is named here, so nothing was changed. Make somebody else its owner first.',
  );
}

type LevelOf = (personId: string) => Level;

/** From the procedure in, as they are for each person. */
async function readLevels(trx: Db, item: MarkedItem): Promise<readonly LevelOf[]> {
  const levels: LevelOf[] = [];
  for (const { kind, id, visibility, createdBy } of on(item).items) {
    const people = await queries.listNamed(trx, { kind, id });
    const named = new Map(people.map((person) => [person.id, person.role]));
    levels.push((personId) => ({
      kind,
      visibility,
      named: named.get(personId) ?? null,
      isOwnDraft: kind === 'draft' && createdBy === personId,
    }));
  }
  return levels;
}
