import type { DraftSession } from '#lib/collaboration/draft-session.svelte.ts';

const lookEvery = 100;
const longest = 5000;

/** Waits a little for the words written here to be stored; false if they are not. */
export async function whenSaved(session: DraftSession | null): Promise<boolean> {
  const end = Date.now() + longest;
  while (session && !session.saved) {
    if (session.connection !== 'open' || Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
  }
  return true;
}
