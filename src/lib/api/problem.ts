import { TRPCClientError } from '@trpc/client';

/** Why the API did not do it, as a sentence; undefined when it did. */
export async function problemOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
  } catch (refusal) {
    if (refusal instanceof TRPCClientError) return refusal.message;
    throw refusal;
  }
}
