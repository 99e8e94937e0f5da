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
import { withdrawLinksTo } from '../sharing/queries.ts';
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
async function nameOwners(trx: Db, { visitor, clock }: Marking, item: MarkedItem): Promise<void> {
  const members = await queries.listMembers(trx, item.procedure.workspaceId);
  const owners = new Set([visitor.user?.id, item.createdBy]);
  const grantedBy = visitor.user?.id ?? null;
  for (const { id } of members.filter((member) => owners.has(member.id)))
    await queries.putName(trx, item, {
      userId: id,
      role: 'owner',
      grantedBy,
      at: clock.now().toISOString(),
    });
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
  const named = await queries.listNamed(trx, item);
  for (const id of await queries.listDraftIds(trx, item.procedure.id))
    await followProposal(trx, by, { draftId: id, mark, named });
}

/** A draft holds words of the proposal, so it is never wider than that. */
export async function followProposal(
  trx: Db,
  by: Marking,
  source: {
    readonly draftId: string;
    readonly mark: Visibility;
    /** Those who may read the proposal, if it is restricted. */
    readonly named: readonly NamedPerson[];
  },
): Promise<void> {
  const draft = await queries.findItem(trx, 'draft', source.draftId);
  if (!draft || narrowerMark(draft.visibility, source.mark) === draft.visibility) return;
  await putMark(trx, by, draft, source.mark);
  if (source.mark !== 'restricted') return;
  const known = new Set((await queries.listNamed(trx, draft)).map(({ id }) => id));
  const at = by.clock.now().toISOString();
  for (const { id, role } of source.named.filter((person) => !known.has(person.id)))
    await queries.putName(trx, draft, { userId: id, role, grantedBy: null, at });
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
