import { TRPCClientError } from '@trpc/client';

/** Why the API refused a change, in its own words; undefined if it did not. */
export async function refusal(change: Promise<unknown>): Promise<string | undefined> {
  try {
    await change;
    return undefined;
  } catch (error) {
    if (error instanceof TRPCClientError) return error.message;
    throw error;
  }
}
