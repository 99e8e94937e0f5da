/** Where somebody is signed in, and how they end it elsewhere. */
import { describeDevice } from '#domain/device.ts';
import { DomainError } from '#domain/errors.ts';
import { recordDeed } from '../audit/recording.ts';
import type { Context, User } from '../context.ts';
import { requireUser } from '../permission.ts';
import * as queries from './session-queries.ts';

export interface OwnSession {
  readonly id: string;
  /** "Firefox on Windows". */
  readonly device: string;
  readonly address: string | null;
  readonly since: string;
  readonly lastUsed: string;
  /** The one that asks. */
  readonly isThis: boolean;
}

export async function listOwnSessions({ db, clock, visitor }: Context): Promise<OwnSession[]> {
  const kept = await queries.listSessions(db, requireUser(visitor).id, clock.now());
  return kept.map(({ id, address, userAgent, since, lastUsed }) => ({
    id,
    device: describeDevice(userAgent),
    address,
    since: since.toISOString(),
    lastUsed: lastUsed.toISOString(),
    isThis: id === visitor.sessionId,
  }));
}

export async function endSession(ctx: Context, id: string): Promise<void> {
  const user = requireUser(ctx.visitor);
  await ctx.db.transaction().execute(async (trx) => {
    if (!(await queries.removeSession(trx, user.id, id)))
      throw new DomainError(
        'not-found',
        'This session has ended already, or it is not yours. Nothing was changed.',
      );
    await recordDeed(trx, ctx.visitor, sessionRevoked(user, 'one'), ctx.clock);
  });
}

/** Ends every session but the one that asks. */
export async function endOtherSessions(ctx: Context): Promise<void> {
  const user = requireUser(ctx.visitor);
  await ctx.db.transaction().execute(async (trx) => {
    const ended = await queries.removeSessions(trx, user.id, ctx.visitor.sessionId);
    if (ended > 0)
      await recordDeed(trx, ctx.visitor, sessionRevoked(user, 'all others'), ctx.clock);
  });
}

function sessionRevoked({ id, name }: User, which: string) {
  const target = { kind: 'account', id, name } as const;
  return {
    workspaceId: null,
    action: 'session-revoked',
    target,
    detail: { which },
  } as const;
}
