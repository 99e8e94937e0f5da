/** A change of comments, asked of the server, with what went wrong told in a sentence. */
import { TRPCClientError } from '@trpc/client';
import { type Api, api } from '#lib/api/client.ts';

const noAnswer = 'The server did not answer. Look whether it was done before you try again.';

/** Answers with what went wrong, or with nothing. */
export async function requestChange(
  change: (comments: Api['comments']) => Promise<unknown>,
): Promise<string> {
  try {
    await change(api().comments);
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
