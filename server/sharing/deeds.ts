import type { Db } from '#db/connection.ts';
import { recordDeed } from '../audit/recording.ts';
import type { Clock, Visitor } from '../context.ts';
import type { ShareLink } from './queries.ts';

export interface LinkDoer {
  readonly visitor: Visitor;
  readonly clock: Clock;
}

/** What the audit log says of a link. */
export async function recordLink(
  trx: Db,
  { visitor, clock }: LinkDoer,
  { id, label, kind, workspaceId }: Pick<ShareLink, 'id' | 'label' | 'kind' | 'workspaceId'>,
  action: 'link-created' | 'link-revoked',
): Promise<void> {
  const target = { kind: 'share-link', id, name: label } as const;
  await recordDeed(trx, visitor, { workspaceId, action, target, detail: { to: kind } }, clock);
}
