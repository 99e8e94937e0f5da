/**
 * What this browser keeps of shared texts, so that words written offline survive a closed tab.
 * Each text is kept under its person, draft and epoch, and nothing of it is left behind when
 * the person signs out or loses the right (COLLABORATION.md, T11).
 */
const prefix = 'trilogue-draft';

export interface CachedText {
  readonly userId: string;
  readonly draftId: string;
  readonly epoch: number;
}

export function cacheName({ userId, draftId, epoch }: CachedText): string {
  return [prefix, userId, draftId, epoch].join('/');
}

/** Drops what is kept for anybody but this person; for nobody, all of it. */
export async function keepOnlyTextsOf(userId: string | null): Promise<void> {
  const stays = userId === null ? null : `${prefix}/${userId}/`;
  await dropWhere((name) => stays === null || !name.startsWith(stays));
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
