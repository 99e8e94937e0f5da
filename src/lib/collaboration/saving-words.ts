/**
 * What the page says of the state of saving. It never lies: "Saved" is said only of what the
 * server has confirmed to be stored, and whoever may lose words is told so.
 */
import type { SavingState } from '#document/persisted.ts';

/** Why a draft cannot be gone on with in this page. */
export type Ending =
  'signed-out' | 'not-allowed' | 'gone' | 'replaced' | 'outdated' | 'refused' | 'too-much';

/** Whether this device keeps all that is written here. */
export type Kept = 'yes' | 'keeping' | 'no';

export interface SavingFacts {
  readonly mayWrite: boolean;
  /** Whether the text as the server has it was received over the connection that is open now. */
  readonly connection: 'connecting' | 'open' | 'lost';
  /** Whether the server refuses the page for words of somebody else that it does not know. */
  readonly refused: boolean;
  /** Whether everything written here is stored on the server. */
  readonly saved: boolean;
  /** Whether what is not saved has waited longer than it should. */
  readonly slow: boolean;
  /** What the server says of its store. */
  readonly store: SavingState;
  readonly kept: Kept;
  readonly ending: Ending | null;
}

/** `quiet` says how things are; `good` that all is safe; `busy` passes; `warning` asks for attention. */
export interface SavingNotice {
  readonly tone: 'quiet' | 'good' | 'busy' | 'warning';
  readonly words: string;
}

export function savingNotice(facts: SavingFacts): SavingNotice {
  if (facts.ending) return { tone: 'warning', words: endingWords(facts.ending, facts) };
  if (!facts.mayWrite) return readingNotice(facts.connection);
  if (facts.store === 'frozen')
    return { tone: 'warning', words: `Frozen: nobody can write in it. ${leftOver(facts)}`.trim() };
  if (facts.refused) return { tone: 'warning', words: refusedWords(facts) };
  if (facts.connection === 'connecting') return { tone: 'busy', words: 'Connecting…' };
  if (facts.connection === 'lost') return { tone: 'warning', words: offlineWords(facts) };
  if (facts.store === 'cannot-save')
    return { tone: 'warning', words: `The server cannot save just now. ${whereItIs(facts)}` };
  if (facts.saved) return { tone: 'good', words: 'Saved' };
  if (facts.slow)
    return { tone: 'warning', words: `Saving takes longer than it should. ${whereItIs(facts)}` };
  return { tone: 'busy', words: 'Saving…' };
}

function readingNotice(connection: SavingFacts['connection']): SavingNotice {
  if (connection === 'open')
    return { tone: 'quiet', words: 'Read-only: you see it as it is written' };
  if (connection === 'connecting') return { tone: 'busy', words: 'Read-only · connecting…' };
  return { tone: 'warning', words: 'Read-only · offline: what others write now is not shown' };
}

function refusedWords(facts: SavingFacts): string {
  return `The server was interrupted, and waits for somebody else’s last words. ${whereItIs(facts)}`;
}

function offlineWords(facts: SavingFacts): string {
  if (facts.saved) return 'Offline. All that you wrote is saved';
  return `Offline. ${whereItIs(facts)}`;
}

function whereItIs({ saved, kept }: SavingFacts): string {
  if (saved) return 'All that you wrote until now is saved';
  return `Not yet saved, ${places[kept]}`;
}

const places: Readonly<Record<Kept, string>> = {
  yes: 'kept on this device',
  keeping: 'being kept on this device…',
  no: 'and only in this tab: keep it open',
};

function leftOver({ saved }: SavingFacts): string {
  return saved ? '' : 'Your last words were not saved: copy them';
}

function endingWords(ending: Ending, { saved, kept }: SavingFacts): string {
  if (saved) return endings[ending];
  if (ending === 'signed-out' && kept !== 'no')
    return `${endings[ending]} Your last words are not saved, and kept on this device until then.`;
  return `${endings[ending]} Your last words are not saved: copy them before you leave.`;
}

const endings: Readonly<Record<Ending, string>> = {
  'signed-out': 'You are signed out. Sign in again to go on.',
  'not-allowed': 'You may not write here any more. Load the page again.',
  gone: 'This draft was deleted.',
  outdated: 'Trilogue was renewed meanwhile. Load the page again to go on.',
  refused: 'The server did not understand this page. Load it again.',
  'too-much': 'What was added is more than this draft can take.',
  replaced: 'The text was replaced by another version. Load the page again.',
};

/** Whether words that are not saved yet are taken once their page is left within the site. */
export function willBeTaken({
  connection,
  store,
  ending,
}: Pick<SavingFacts, 'connection' | 'store' | 'ending'>): boolean {
  return connection === 'open' && store === 'saving' && ending === null;
}

/** Whether the page would be refused again, for what is kept on this device, after it is loaded again. */
export function isStuck(ending: Ending | null, saved: boolean): boolean {
  return !saved && (ending === 'too-much' || ending === 'refused');
}
