/** A change asked of the server, with what went wrong told in a sentence. */
import { TRPCClientError } from '@trpc/client';
import { type Api, api } from './client.ts';

const noAnswer = 'The server did not answer. Look whether it was done before you try again.';

/** Answers with what went wrong, in words; empty if nothing did. */
export async function requestChange(change: (api: Api) => Promise<unknown>): Promise<string> {
  try {
    await change(api());
    return '';
  } catch (error) {
    return refusalIn(error) ?? noAnswer;
  }
}

/** What the server said; undefined if it said nothing. */
function refusalIn(error: unknown): string | undefined {
  const isAnswer = error instanceof TRPCClientError && error.data;
  return isAnswer ? (error as Error).message : undefined;
}
