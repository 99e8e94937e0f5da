/** What the audit log says of marks, and of those who are named on a thing. */
import type { Db } from '#db/connection.ts';
import type { AuditAction, AuditDetail } from '#domain/audit.ts';
import { narrowerMark } from '#domain/mark.ts';
import type { Role, Visibility } from '#domain/permission.ts';
import { recordDeed } from '../audit/recording.ts';
import type { Clock, Visitor } from '../context.ts';
import type { MarkedItem, Person } from './queries.ts';

export interface Marking {
  readonly visitor: Visitor;
  readonly clock: Clock;
}

export async function recordMark(
  trx: Db,
  by: Marking,
  item: MarkedItem,
  mark: Visibility,
): Promise<void> {
  const { visibility: from } = item;
  const narrower = { ...item, visibility: narrowerMark(from, mark) };
  await record(trx, by, narrower, 'visibility-changed', { from, to: mark });
}

type AccessChange =
  | { readonly action: 'access-granted'; readonly person: Person; readonly role: Role }
  | { readonly action: 'access-withdrawn'; readonly person: Person };

/** With the id of the person, by which their name is found when they are to be forgotten. */
export async function recordAccess(
  trx: Db,
  by: Marking,
  item: MarkedItem,
  change: AccessChange,
): Promise<void> {
  const { id: personId, name: person } = change.person;
  const named: AuditDetail = { person, personId };
  const detail = change.action === 'access-granted' ? { ...named, role: change.role } : named;
  await record(trx, by, item, change.action, detail);
}

export async function recordListing(
  trx: Db,
  by: Marking,
  item: MarkedItem,
  isListed: boolean,
): Promise<void> {
  const detail = isListed
    ? { from: 'not listed', to: 'listed' }
    : { from: 'listed', to: 'not listed' };
  await record(trx, by, item, 'listing-changed', detail);
}

async function record(
  trx: Db,
  { visitor, clock }: Marking,
  item: MarkedItem,
  action: AuditAction,
  detail: AuditDetail,
): Promise<void> {
  const { kind, id, procedure } = item;
  const target = { kind, id, name: toldName(item) };
  await recordDeed(
    trx,
    visitor,
    { workspaceId: procedure.workspaceId, action, target, detail },
    clock,
  );
}

/** The audit log is for owners, who may not be named on what is restricted. */
function toldName({ visibility, title, procedure }: MarkedItem): string | null {
  return visibility === 'restricted' || procedure.visibility === 'restricted' ? null : title;
}
