/**
 * Putting a mark on a thing, in the transaction of whoever has the right to. What follows from it
 * happens with it: whoever marks a thing restricted is named on it, links to what becomes narrower
 * are withdrawn, and drafts follow the proposal whose words they copy.
 */
import type { Db } from '#db/connection.ts';
import { narrowerMark } from '#domain/mark.ts';
import { may, type Visibility } from '#domain/permission.ts';
import { withdrawLinksTo } from '../sharing/withdrawing.ts';
import { type Marking, recordAccess, recordMark } from './deeds.ts';
import * as queries from './queries.ts';
import type { MarkedItem, NamedPerson } from './queries.ts';

export async function putMark(
  trx: Db,
  by: Marking,
  item: MarkedItem,
  mark: Visibility,
): Promise<void> {
  if (item.visibility === mark) return;
  await queries.updateMark(trx, item, mark);
  await recordMark(trx, by, item, mark);
  const marked = { ...item, visibility: mark };
  if (mark === 'restricted') await nameOwners(trx, by, marked);
  if (mark === 'limite' || mark === 'restricted') await narrowWhatFollows(trx, by, marked);
}

/** Whoever marks it, and whoever began it and may still begin one: they can take the mark off again. */
async function nameOwners(trx: Db, by: Marking, item: MarkedItem): Promise<void> {
  const members = await queries.listMembers(trx, item.procedure.workspaceId);
  const isOwner = ({ id, role }: queries.Member) =>
    id === by.visitor.user?.id ||
    (id === item.createdBy && may({ role, levels: [] }, 'create-draft'));
  const people = members.filter(isOwner);
  await nameAll(
    trx,
    by,
    item,
    people.map((person) => ({ ...person, role: 'owner' })),
  );
}

async function narrowWhatFollows(trx: Db, by: Marking, item: MarkedItem): Promise<void> {
  if (item.kind === 'procedure' || item.kind === 'draft') await withdrawLinksTo(trx, by, item);
  await narrowDraftsOf(trx, by, item);
}

async function narrowDraftsOf(trx: Db, by: Marking, item: MarkedItem): Promise<void> {
  if (item.role !== 'proposal') return;
  for (const draftId of await queries.listDraftIds(trx, item.procedure.id))
    await followProposal(trx, by, draftId, { id: item.id, mark: item.visibility });
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
  await nameAll(trx, by, { ...draft, visibility: proposal.mark }, others);
}

/**
 * Whoever was named on a text is named on the one that takes its place; and so is who brings that,
 * if it is restricted and nobody owns it. Drafts follow a proposal that comes with a narrower mark.
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
  await narrowDraftsOf(trx, by, item);
}

/** Those who hold this role on it already are left as they are. */
async function nameAll(
  trx: Db,
  by: Marking,
  item: MarkedItem,
  people: readonly NamedPerson[],
): Promise<void> {
  const [grantedBy, at] = [by.visitor.user?.id ?? null, by.clock.now().toISOString()];
  const held = new Map((await queries.listNamed(trx, item)).map(({ id, role }) => [id, role]));
  for (const person of people) {
    const { id: userId, role } = person;
    if (held.get(userId) === role) continue;
    await queries.putName(trx, item, { userId, role, grantedBy, at });
    await recordAccess(trx, by, item, { action: 'access-granted', person, role });
  }
}
