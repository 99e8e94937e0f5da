/**
 * What this browser keeps of shared texts, so that words written offline survive a closed tab.
 * Each text is kept under its person, draft and epoch, and nothing of it is left behind when
 * the person signs out, another one signs in, or the right is lost (COLLABORATION.md, T11). A
 * session that merely ran out is no sign-out: words that were not stored wait for their person
 * (docs/decisions/2026-11-24-words-outlive-a-session.md).
 */
const prefix = 'trilogue-draft';
const signOutMark = 'trilogue-signs-out';

export interface CachedText {
  readonly userId: string;
  readonly draftId: string;
  readonly epoch: number;
}

export function cacheName({ userId, draftId, epoch }: CachedText): string {
  return [prefix, userId, draftId, epoch].join('/');
}

/** Notes that the page that comes next is that of somebody who signed out on purpose. */
export function markSignOut(): void {
  try {
    sessionStorage.setItem(signOutMark, '1');
  } catch {
    // A browser that forbids storage has kept nothing.
  }
}

/** Drops what is kept for anybody but who is here now; if nobody is, all of it after a sign-out. */
export async function keepOnlyTextsOf(userId: string | null): Promise<void> {
  const signedOut = takeSignOutMark();
  if (userId === null && !signedOut) return;
  const stays = userId === null ? null : `${prefix}/${userId}/`;
  await dropWhere((name) => stays === null || !name.startsWith(stays));
}

function takeSignOutMark(): boolean {
  try {
    const isMarked = sessionStorage.getItem(signOutMark) !== null;
    sessionStorage.removeItem(signOutMark);
    return isMarked;
  } catch {
    return false;
  }
}

/** Drops what is kept of one draft, of whatever epoch. */
export async function dropText({ userId, draftId }: CachedText): Promise<void> {
  const beginning = `${prefix}/${userId}/${draftId}/`;
  await dropWhere((name) => name.startsWith(beginning));
}

/** Drops what is kept of a draft's earlier epochs, which nobody can join any more. */
export async function dropEarlierEpochs(text: CachedText): Promise<void> {
  const beginning = `${prefix}/${text.userId}/${text.draftId}/`;
  await dropWhere((name) => name.startsWith(beginning) && name !== cacheName(text));
}

async function dropWhere(isUnwanted: (name: string) => boolean): Promise<void> {
  try {
    for (const { name } of await indexedDB.databases())
      if (name?.startsWith(`${prefix}/`) && isUnwanted(name)) indexedDB.deleteDatabase(name);
  } catch {
    // A browser that forbids storage has kept nothing.
  }
}
