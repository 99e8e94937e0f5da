/**
 * From a token to what its link opens, asked anew with every request. A password that was right is
 * remembered by a pass, which the browser keeps: it names neither token nor password, and dies
 * with either of them, with the link and after half a day.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { verifyPassword } from 'better-auth/crypto';
import { DomainError } from '#domain/errors.ts';
import { type Context, nobody } from '../context.ts';
import { findProcedure, type Procedure } from '../procedures/service.ts';
import { hashOfToken } from '../tokens.ts';
import { isExpired, stillOpens } from './links.ts';
import * as queries from './queries.ts';
import type { ShareLink } from './queries.ts';

export interface Knock {
  readonly token: string;
  /** What the browser kept of a password given before. */
  readonly pass: string | null;
}

export type Found =
  | { readonly state: 'open'; readonly link: ShareLink; readonly procedure: Procedure }
  | { readonly state: 'locked'; readonly link: ShareLink }
  | { readonly state: 'expired' | 'withdrawn' | 'unknown' };

const isToken = /^[\w-]{43}$/;

export async function findOpen(ctx: Context, { token, pass }: Knock): Promise<Found> {
  const link = isToken.test(token)
    ? await queries.findLinkByToken(ctx.db, hashOfToken(token))
    : undefined;
  if (!link) return { state: 'unknown' };
  if (link.revokedAt !== null || !(await stillOpens(ctx.db, link))) return { state: 'withdrawn' };
  if (isExpired(link, ctx.clock.now())) return { state: 'expired' };
  const procedure = await findProcedure(ctx.db, link.procedureId);
  if (!procedure) return { state: 'withdrawn' };
  if (link.passwordHash !== null && !isPass(ctx, link, pass)) return { state: 'locked', link };
  return { state: 'open', link, procedure };
}

const noSuchLink =
  'This link does not open anything here. It may be incomplete: copy all of it, or ask whoever sent it for another.';

export interface Opened {
  /** Asks as somebody outside who has this link and nothing else. */
  readonly ctx: Context;
  readonly link: ShareLink;
  readonly procedure: Procedure;
}

export async function open(ctx: Context, knock: Knock): Promise<Opened> {
  const found = await findOpen(ctx, knock);
  if (found.state !== 'open') throw new DomainError('not-found', noSuchLink);
  const { link, procedure } = found;
  return {
    ctx: { ...ctx, visitor: { ...nobody, link, address: ctx.visitor.address } },
    link,
    procedure,
  };
}

export interface Pass {
  readonly pass: string;
  readonly expiresAt: string;
}

/** A pass for the right password. */
export async function unlock(ctx: Context, token: string, password: string): Promise<Pass> {
  const found = await findOpen(ctx, { token, pass: null });
  if (found.state !== 'locked') throw new DomainError('not-found', noSuchLink);
  const { link } = found;
  const attempt = { kind: 'share-link', address: ctx.visitor.address, target: link.id } as const;
  await ctx.attempts.count(attempt);
  if (!(await verifyPassword({ hash: link.passwordHash ?? '', password })))
    throw new DomainError(
      'bad-input',
      'This is not the password of the link. Check it and try again.',
    );
  await ctx.attempts.forgive(attempt);
  return makePass(ctx, link);
}

const passHolds = 12 * 60 * 60 * 1000;

function makePass(ctx: Context, link: ShareLink): Pass {
  const end = Math.min(ctx.clock.now().getTime() + passHolds, Date.parse(link.expiresAt));
  return { pass: `${end}.${seal(ctx, link, end)}`, expiresAt: new Date(end).toISOString() };
}

function isPass(ctx: Context, link: ShareLink, pass: string | null): boolean {
  const [, written = '', sealed = ''] = /^(\d{1,15})\.([\w-]{43})$/.exec(pass ?? '') ?? [];
  const end = Number(written);
  if (!(end > ctx.clock.now().getTime())) return false;
  return timingSafeEqual(Buffer.from(sealed), Buffer.from(seal(ctx, link, end)));
}

function seal({ linkKey }: Context, { id, passwordHash }: ShareLink, end: number): string {
  return createHmac('sha256', linkKey).update(`${id}\n${passwordHash}\n${end}`).digest('base64url');
}
