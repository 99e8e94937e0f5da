/**
 * Writes to the audit log (A4): in the transaction of what it tells of, so that there is neither
 * a deed without an entry nor an entry without a deed.
 */
import type { Db } from '#db/connection.ts';
import type { AuditAction, AuditTarget } from '#domain/audit.ts';
import type { Clock, User, Visitor } from '../context.ts';
import { newId } from '../identity.ts';

export interface Deed {
  /** Null for what concerns an account and no workspace. */
  readonly workspaceId: string | null;
  readonly action: AuditAction;
  readonly target: {
    readonly kind: AuditTarget;
    readonly id: string | null;
    /** As it was called then. */
    readonly name: string | null;
  };
  /** What changed, as in {"from": "viewer", "to": "editor"}. Never a secret or a token. */
  readonly detail?: Readonly<Record<string, string>>;
}

export interface Doer {
  readonly user: Pick<User, 'id' | 'name'> | null;
  readonly address: string | null;
}

export async function recordDeed(
  trx: Db,
  { user, address }: Doer | Visitor,
  deed: Deed,
  clock: Clock,
): Promise<void> {
  await trx
    .insertInto('audit_entry')
    .values({
      id: newId(),
      workspace_id: deed.workspaceId,
      at: clock.now().toISOString(),
      actor_id: user?.id ?? null,
      actor_name: user?.name ?? null,
      action: deed.action,
      target_kind: deed.target.kind,
      target_id: deed.target.id,
      target_name: deed.target.name,
      detail: JSON.stringify(deed.detail ?? {}),
      address,
    })
    .execute();
}
