/**
 * A browser in which somebody has signed in keeps a signed cookie that says so. It opens nothing;
 * but attempts from there are counted for themselves, so that strangers who try the same account
 * elsewhere do not keep its owner waiting.
 */
import { randomBytes } from 'node:crypto';
import type { GenericEndpointContext } from 'better-auth';

const thirteenMonths = 400 * 24 * 60 * 60;

/** The browser, if this person has signed in with it before. */
export async function knownDevice(
  ctx: GenericEndpointContext,
  userId: string,
): Promise<string | null> {
  const [owner, device] = (await readCookie(ctx))?.split(' ') ?? [];
  return owner === userId && device ? device : null;
}

/** Has the browser remember that this person has signed in with it. */
export async function rememberDevice(ctx: GenericEndpointContext, userId: string): Promise<void> {
  if (await knownDevice(ctx, userId)) return;
  const { name, attributes } = cookieOf(ctx);
  const value = `${userId} ${randomBytes(16).toString('base64url')}`;
  await ctx.setSignedCookie(name, value, ctx.context.secret, attributes);
}

async function readCookie(ctx: GenericEndpointContext): Promise<string | undefined> {
  return (await ctx.getSignedCookie(cookieOf(ctx).name, ctx.context.secret)) || undefined;
}

function cookieOf(ctx: GenericEndpointContext) {
  return ctx.context.createAuthCookie('device', { maxAge: thirteenMonths });
}
