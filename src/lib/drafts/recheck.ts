import { TRPCClientError } from '@trpc/client';
import { api } from '#lib/api/client.ts';
import type { Ending } from '#lib/collaboration/saving-words.ts';
import type { AppRouter } from '#server/router.ts';

/**
 * Whether a draft may still be read, when a socket was refused without a reason. No answer at
 * all says nothing: the server is away.
 */
export async function recheckDraft(slug: string, id: string): Promise<Ending | null> {
  try {
    await api().drafts.show.query({ slug, id });
    return null;
  } catch (refusal) {
    if (!(refusal instanceof TRPCClientError)) return null;
    const { data } = refusal as TRPCClientError<AppRouter>;
    if (data?.code === 'NOT_FOUND') return goneOrHidden();
    return (data && endings[data.code]) ?? null;
  }
}

/** To a stranger what is hidden is not there, and the words kept here must not go with it. */
async function goneOrHidden(): Promise<Ending | null> {
  try {
    const { user } = await api().session.current.query();
    return user ? 'gone' : 'signed-out';
  } catch {
    return null;
  }
}

const endings: Readonly<Record<string, Ending>> = {
  UNAUTHORIZED: 'signed-out',
  FORBIDDEN: 'not-allowed',
};
