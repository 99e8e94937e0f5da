/**
 * Deciding on as many suggestions as somebody wants: one request after the other, each of as many
 * as the server takes. It answers for all of them as the server does for those of one request.
 */
import { TRPCClientError } from '@trpc/client';
import { mostDecidedAtOnce } from '#domain/suggestion.ts';
import type { Settled } from '#server/suggestions/deciding.ts';

/** Throws what the server said if none of them could be decided on, or if it did not answer. */
export async function decideInPortions(
  ids: readonly string[],
  decide: (ids: string[]) => Promise<Settled>,
): Promise<Settled> {
  let settled = 0;
  let refusal: unknown;
  for (let at = 0; at < ids.length; at += mostDecidedAtOnce)
    try {
      settled += (await decide(ids.slice(at, at + mostDecidedAtOnce))).settled;
    } catch (error) {
      if (!isTooLate(error)) throw error;
      refusal ??= error;
    }
  if (settled === 0 && refusal !== undefined) throw refusal;
  return { settled, left: ids.length - settled };
}

/** Others decided on all of that request, or they are gone; the next may still be there. */
function isTooLate(error: unknown): boolean {
  if (!(error instanceof TRPCClientError)) return false;
  const { code } = (error.data ?? {}) as { readonly code?: string };
  return code === 'CONFLICT' || code === 'NOT_FOUND';
}
