/**
 * Putting a mark on a thing, in the transaction of whoever has the right to. What follows from it
 * happens with it: whoever marks a thing restricted is named on it, links to what becomes narrower
 * are withdrawn, and drafts follow the proposal whose words they copy.
 */
import type { Db } from '#db/connection.ts';
import { narrowerMark } from '#domain/mark.ts';
import type { Visibility } from '#domain/permission.ts';
import { recordDeed } from '../audit/recording.ts';
import type { Clock, Visitor } from '../context.ts';
import { withdrawLinksTo } from '../sharing/withdrawing.ts';
import * as queries from './queries.ts';
import type { MarkedItem, NamedPerson } from './queries.ts';

export interface Marking {
  readonly visitor: Visitor;
  readonly clock: Clock;
}

export async function putMark(
  trx: Db,
  by: Marking,
  item: MarkedItem,
  mark: Visibility,
): Promise<void> {
  if (item.visibility === mark) return;
  await queries.updateMark(trx, item, mark);
  if (mark === 'restricted') await nameOwners(trx, by, item);
  if (mark === 'limite' || mark === 'restricted') await narrowWhatFollows(trx, by, item, mark);
  await recordMark(trx, by, item, mark);
}

/** Whoever marks it, and whoever began it, or nobody could take the mark off again. */
async function nameOwners(trx: Db, by: Marking, item: MarkedItem): Promise<void> {
  const members = await queries.listMembers(trx, item.procedure.workspaceId);
  const owners = new Set([by.visitor.user?.id, item.createdBy]);
  const people = members.filter(({ id }) => owners.has(id));
  await nameAll(
    trx,
    by,
    item,
    people.map((person) => ({ ...person, role: 'owner' })),
  );
}

async function narrowWhatFollows(
  trx: Db,
  by: Marking,
  item: MarkedItem,
  mark: Visibility,
): Promise<void> {
  const now = by.clock.now();
  const withdrawnBy = by.visitor.user?.id ?? null;
  if (item.kind === 'procedure' || item.kind === 'draft')
    await withdrawLinksTo(trx, item, { now, by: withdrawnBy });
  if (item.role !== 'proposal') return;
  for (const draftId of await queries.listDraftIds(trx, item.procedure.id))
    await followProposal(trx, by, draftId, { id: item.id, mark });
}

/** A draft holds words of the proposal, so it is never wider than that. */
export async function followProposal(
  trx: Db,
  by: Marking,
  draftId: string,
  proposal: { readonly id: string; readonly mark: Visibility },
): Promise<void> {
  const draft = await queries.findItem(trx, 'draft', draftId);
  if (!draft || narrowerMark(draft.visibility, proposal.mark) === draft.visibility) return;
  await putMark(trx, by, draft, proposal.mark);
  if (proposal.mark !== 'restricted') return;
  const known = new Set((await queries.listNamed(trx, draft)).map(({ id }) => id));
  const named = await queries.listNamed(trx, { kind: 'position', id: proposal.id });
  const others = named.filter(({ id }) => !known.has(id));
  await nameAll(trx, by, draft, others);
}

/**
 * Whoever was named on a text is named on the one that takes its place; and so is who brings that,
 * if it is restricted and nobody owns it.
 */
export async function keepCircle(
  trx: Db,
  by: Marking,
  positionId: string,
  replacedId: string | undefined,
): Promise<void> {
  const item = await queries.findItem(trx, 'position', positionId);
  if (!item) return;
  const before =
    replacedId === undefined
      ? []
      : await queries.listNamed(trx, { kind: 'position', id: replacedId });
  await nameAll(trx, by, item, before);
  const isOwned = before.some(({ role }) => role === 'owner');
  if (item.visibility === 'restricted' && !isOwned) await nameOwners(trx, by, item);
}

async function nameAll(
  trx: Db,
  { visitor, clock }: Marking,
  item: MarkedItem,
  people: readonly NamedPerson[],
): Promise<void> {
  const [grantedBy, at] = [visitor.user?.id ?? null, clock.now().toISOString()];
  for (const { id, role } of people)
    await queries.putName(trx, item, { userId: id, role, grantedBy, at });
}

async function recordMark(
  trx: Db,
  { visitor, clock }: Marking,
  item: MarkedItem,
  mark: Visibility,
): Promise<void> {
  const { kind, id, procedure, visibility: from } = item;
  const target = { kind, id, name: toldName({ ...item, visibility: narrowerMark(from, mark) }) };
  const deed = { action: 'visibility-changed', target, detail: { from, to: mark } } as const;
  await recordDeed(trx, visitor, { workspaceId: procedure.workspaceId, ...deed }, clock);
}

/** The audit log is for owners, who may not be named on what is restricted. */
export function toldName({ visibility, title, procedure }: MarkedItem): string | null {
  return visibility === 'restricted' || procedure.visibility === 'restricted' ? null : title;
}
