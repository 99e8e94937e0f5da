import { TRPCClientError } from '@trpc/client';
import { api } from '#lib/api/client.ts';
import type { Ending } from './saving-words.ts';
import type { AppRouter } from '#server/router.ts';

/**
 * Whether a text may still be read, when a socket was refused without a reason; `ask` asks the API
 * for it. No answer at all says nothing: the server is away.
 */
export async function recheck(ask: () => Promise<unknown>): Promise<Ending | null> {
  try {
    await ask();
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
