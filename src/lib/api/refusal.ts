import { TRPCClientError } from '@trpc/client';

export type Answer<T> = { readonly value: T } | { readonly problem: string };

/** What the API answers, or why it refused, in its own words. */
export async function answer<T>(question: Promise<T>): Promise<Answer<T>> {
  try {
    return { value: await question };
  } catch (error) {
    if (error instanceof TRPCClientError) return { problem: error.message };
    throw error;
  }
}

/** Why the API refused a change, in its own words; undefined if it did not. */
export async function refusal(change: Promise<unknown>): Promise<string | undefined> {
  const given = await answer(change);
  return 'problem' in given ? given.problem : undefined;
}
