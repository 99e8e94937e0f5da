import type { GenericEndpointContext } from 'better-auth';

/** Who has given the right password and is now asked for the second factor. */
export async function challengedUser(ctx: GenericEndpointContext): Promise<string | undefined> {
  const { name } = ctx.context.createAuthCookie('two_factor');
  const challenge = await ctx.getSignedCookie(name, ctx.context.secret);
  if (!challenge) return undefined;
  const kept = await ctx.context.internalAdapter.findVerificationValue(challenge);
  return kept?.value;
}
