/** By what somebody gets into their account: password, second factor, passkeys. */
import { z } from 'zod';
import { nameProblem } from '#domain/account.ts';
import { DomainError } from '#domain/errors.ts';
import { recordDeed } from '../audit/recording.ts';
import type { Context } from '../context.ts';
import { requireUser } from '../permission.ts';
import * as queries from './queries.ts';
import * as security from './security-queries.ts';

export interface OwnSecurity {
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  readonly passkeys: readonly OwnPasskey[];
}

export interface OwnPasskey {
  readonly id: string;
  readonly name: string;
  readonly addedAt: string | null;
}

export async function readSecurity({ db, visitor }: Context): Promise<OwnSecurity> {
  const { id } = requireUser(visitor);
  return {
    hasPassword: await queries.hasPassword(db, id),
    hasSecondFactor: await security.hasSecondFactor(db, id),
    passkeys: await security.listPasskeys(db, id),
  };
}

export const passkeyName = z.object({ id: z.string(), name: z.string() });

export async function renamePasskey(
  { db, visitor }: Context,
  { id, name }: z.infer<typeof passkeyName>,
): Promise<void> {
  const user = requireUser(visitor);
  const called = requireName(name);
  if (!(await security.renamePasskey(db, user.id, id, called))) throw noPasskey();
}

export async function removePasskey(ctx: Context, id: string): Promise<void> {
  const user = requireUser(ctx.visitor);
  await ctx.db.transaction().execute(async (trx) => {
    const name = await security.takePasskey(trx, user.id, id);
    if (name === undefined) throw noPasskey();
    const target = { kind: 'account', id: user.id, name: user.name } as const;
    const deed = {
      workspaceId: null,
      action: 'passkey-removed',
      target,
      detail: { name },
    } as const;
    await recordDeed(trx, ctx.visitor, deed, ctx.clock);
  });
}

/**
 * How others see who somebody is, from now on. The log of each of their workspaces tells it, so
 * that it stays clear who did what.
 */
export async function changeName(ctx: Context, name: string): Promise<void> {
  const user = requireUser(ctx.visitor);
  const next = requireName(name);
  if (next === user.name) return;
  await ctx.db.transaction().execute(async (trx) => {
    await queries.renameUser(trx, user.id, next, ctx.clock.now());
    const target = { kind: 'account', id: user.id, name: next } as const;
    for (const workspaceId of workspacesOf(ctx))
      await recordDeed(
        trx,
        ctx.visitor,
        { workspaceId, action: 'name-changed', target },
        ctx.clock,
      );
  });
}

/** Null stands for an account that is in none. */
function workspacesOf({ visitor }: Context): readonly (string | null)[] {
  return visitor.roles.size === 0 ? [null] : [...visitor.roles.keys()];
}

function requireName(name: string): string {
  const problem = nameProblem(name.trim());
  if (problem !== undefined) throw new DomainError('bad-input', problem);
  return name.trim();
}

function noPasskey(): DomainError {
  return new DomainError(
    'not-found',
    'This passkey has been removed already, or it is not yours. Nothing was changed.',
  );
}
