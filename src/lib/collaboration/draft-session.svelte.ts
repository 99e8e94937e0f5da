/**
 * A draft open in this browser: its text, whether it is saved, and who else is in it. It joins
 * the draft's room, keeps an offline copy for whoever may write, and goes on by itself after a
 * lost connection. What it says of saving comes from the server's own word (persisted.ts).
 */
import { messageAwareness, messageSync, WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { onlyRead } from '#document/only-reading.ts';
import { dropWaiting } from '#document/own-words.ts';
import {
  ledgerSocket,
  persistedMessage,
  readPersisted,
  SaveLedger,
  type SavingState,
} from '#document/persisted.ts';
import { schemaVersion } from '#document/schema.ts';
import { personsDocument } from '#document/server-clients.ts';
import { type Caret, movedCaret } from './caret.ts';
import { DeviceCopy } from './device-copy.svelte.ts';
import { startAfresh } from './fresh-start.ts';
import type { KeptWriting, Replacement } from './kept-writing.ts';
import { OwnDeletions } from './own-deletions.ts';
import { peopleIn, type Presence } from './presence.ts';
import { foreignText, Refusals } from './refusals.ts';
import { type Ending, isStuck, savingNotice, type SavingNotice } from './saving-words.ts';

export interface DraftToOpen<Content> {
  readonly id: string;
  readonly epoch: number;
  readonly mayWrite: boolean;
  readonly me: Presence;
  /** What a text says; null if it holds nothing yet, and has not been received from the server. */
  readonly read: (doc: Y.Doc, isReceived: boolean) => Content | null;
  /** Asks the API whether the draft may still be read; an answer that ends the session, or null. */
  readonly recheck: () => Promise<Ending | null>;
}

/** "Saved" is shown after so long without a change, lest it flicker with every letter. */
const calmAfter = 300;

/** What is not stored after so long is said to be slow. */
const slowAfter = 5000;

/** How long a page that is left behind waits for its last words to be stored. */
const lastWords = 5000;

export class DraftSession<Content = unknown> {
  readonly doc = personsDocument();
  readonly provider: WebsocketProvider;
  readonly me: Presence;
  /** The words as they are now; null until the text was received or found on this device. */
  content = $state.raw<Content | null>(null);
  people = $state.raw<readonly Presence[]>([]);
  saved = $state(true);
  slow = $state(false);
  connection = $state<'connecting' | 'open' | 'lost'>('connecting');
  store = $state<SavingState>('saving');
  ending = $state<Ending | null>(null);
  /** The server refuses this page for the words of somebody else that it holds (C9). */
  refused = $state(false);
  /** Its person wants none of what is not stored. */
  gaveUp = false;
  /** Where to go on, if this session goes on with another one's words. */
  caret: Caret | null = null;
  /** Whether the text as the server has it was received, or the session has ended. */
  readonly joined: Promise<void>;
  /** Called when the page has been refused for long enough to begin afresh. */
  onStranded: () => void = () => {};
  readonly #mayWrite: boolean;
  readonly mayWrite = $derived.by(() => this.#isWritable());
  readonly notice = $derived.by(() => this.#findNotice());
  readonly isStuck = $derived.by(() => isStuck(this.ending, this.saved));

  readonly #draft: DraftToOpen<Content>;
  readonly #ledger = new SaveLedger();
  readonly #refusals = new Refusals();
  readonly #deletions: OwnDeletions;
  readonly #copy: DeviceCopy;
  #hasJoined: () => void = () => {};
  #isClosed = false;
  #calm: ReturnType<typeof setTimeout> | undefined;
  #late: ReturnType<typeof setTimeout> | undefined;

  /** Whoever may write has a copy on this device; without one, all comes from the server. */
  constructor(draft: DraftToOpen<Content>, { hasCopy } = { hasCopy: draft.mayWrite }) {
    this.#draft = draft;
    this.me = draft.me;
    this.#mayWrite = draft.mayWrite;
    if (!draft.mayWrite) onlyRead(this.doc);
    this.#deletions = new OwnDeletions(
      this.doc,
      (origin) => origin === this.provider || this.#copy.isFrom(origin),
    );
    const text = { userId: draft.me.id, draftId: draft.id, epoch: draft.epoch };
    this.#copy = new DeviceCopy(text, this.#deletions, () => this.onStranded());
    this.joined = new Promise((resolve) => (this.#hasJoined = resolve));
    this.provider = this.#createProvider();
    this.doc.on('update', (_update, origin) => this.#changed(origin));
    this.#listen();
    if (hasCopy) this.#openCopy();
  }

  /**
   * What has a place neither in the copy nor in the server's text has none anywhere: another tab
   * wrote it on a text that was replaced in that moment, and brought it over itself. The server
   * would ask for what it stands on for ever.
   */
  #openCopy(): void {
    void Promise.all([this.joined, this.#copy.open(this.doc)]).then(() => dropWaiting(this.doc));
  }

  #isWritable(): boolean {
    return this.#mayWrite && this.ending === null && this.store !== 'frozen';
  }

  #findNotice(): SavingNotice {
    const { connection, refused, saved, slow, store, ending } = this;
    return savingNotice({
      mayWrite: this.#mayWrite,
      connection,
      refused,
      saved,
      slow,
      store,
      kept: this.#copy.kept,
      ending,
    });
  }

  #createProvider(): WebsocketProvider {
    const address = `${location.origin.replace(/^http/, 'ws')}/collaboration`;
    return new WebsocketProvider(address, this.#draft.id, this.doc, {
      connect: false,
      // Another tab of this browser has its own connection, which says what is saved.
      disableBc: true,
      params: {
        epoch: String(this.#draft.epoch),
        schema: String(schemaVersion),
        persisted: '1',
      },
      WebSocketPolyfill: ledgerSocket(this.#ledger, WebSocket),
    });
  }

  #listen(): void {
    const { provider } = this;
    keepNewestCaret(provider);
    provider.messageHandlers[persistedMessage] = (_encoder, decoder) => {
      this.#ledger.stored(readPersisted(decoder));
      if (this.#ledger.allIsStored) this.#accepted();
      this.#showSaving();
    };
    provider.on('sync', (isSynced) => {
      if (!isSynced) return;
      this.connection = 'open';
      this.#read();
      this.#hasJoined();
    });
    provider.on('connection-close', (event) => this.#disconnected(event));
    provider.on('closed', ({ code }) => this.end(endingOf(code)));
    provider.awareness.setLocalStateField('user', this.me);
    provider.awareness.on('change', () => {
      this.people = peopleIn(provider.awareness.getStates().values());
    });
    provider.connect();
  }

  /** The server's own changes come from the provider; all others are still to be stored. */
  #changed(origin: unknown): void {
    if (origin !== this.provider) {
      this.#ledger.changed();
      this.#copy.changed(origin);
    }
    this.#read();
    this.#showSaving();
  }

  #read(): void {
    this.content = this.#draft.read(this.doc, this.connection === 'open') ?? this.content;
  }

  #showSaving(): void {
    this.store = this.#ledger.state;
    clearTimeout(this.#calm);
    if (!this.#ledger.saved) return this.#showUnsaved();
    clearTimeout(this.#late);
    this.#late = undefined;
    if (!this.saved) this.#calm = setTimeout(() => this.#showSaved(), calmAfter);
  }

  #showUnsaved(): void {
    this.saved = false;
    this.#late ??= setTimeout(() => (this.slow = true), slowAfter);
  }

  #showSaved(): void {
    this.saved = this.#ledger.saved;
    this.slow = false;
  }

  #disconnected(event: CloseEvent | null): void {
    if (this.ending) return;
    this.connection = 'lost';
    if (event) this.#countRefusals(event);
    if (event?.code === frameTooLarge) this.end('too-much');
    // A refusal before the socket opened has no code of ours: only the API can tell what it was.
    if (event && event.code === 1006) void this.#askAgain();
  }

  #countRefusals({ code }: CloseEvent): void {
    this.refused = code === foreignText;
    if (!this.refused) this.#refusals.interrupted();
    else if (this.#refusals.refused(Date.now())) this.onStranded();
  }

  /** The server has all that is here. */
  #accepted(): void {
    this.refused = false;
    this.#refusals.interrupted();
    this.#deletions.forget();
  }

  async #askAgain(): Promise<void> {
    const ending = await this.#draft.recheck();
    if (ending) this.end(ending);
  }

  /** Nothing can be gone on with here. */
  end(ending: Ending): void {
    if (this.ending) return;
    this.ending = ending;
    this.provider.disconnect();
    this.#hasJoined();
    // A right to the text that is lost takes with it the right to keep it (T11); of a session
    // that is over, what the server does not have waits here for its person.
    const isOver = ending === 'signed-out' && this.#ledger.saved;
    const drop = isOver || ending === 'not-allowed' || ending === 'gone';
    if (drop || ending === 'signed-out') this.#copy.leave({ drop });
  }

  /** Gives up what the server does not take; the draft can then be opened as the server has it. */
  async giveUp(): Promise<void> {
    this.provider.disconnect();
    await this.#copy.giveUp();
    this.gaveUp = true;
  }

  /** Stays away from the server for now; what is written is kept as before. */
  pause(): void {
    this.provider.disconnect();
  }

  resume(): void {
    this.#refusals.interrupted();
    if (!this.ending) this.provider.connect();
  }

  /**
   * Lets `next`, which has received the text as the server has it, go on with what was written
   * here. `show` is called in the moment in which it takes over, so that no letter falls between.
   */
  async handOver(next: DraftSession<Content>, show: () => void): Promise<void> {
    const isKept = await this.#copy.replace((kept) => {
      const replacement = next.#takeOver(this, kept);
      show();
      return replacement;
    });
    next.#goOn(isKept);
    this.close();
  }

  /** Nothing is sent before the copy on the device is replaced: else a crash would bring it twice. */
  #takeOver(left: DraftSession<Content>, kept: KeptWriting): Replacement {
    this.provider.disconnect();
    this.connection = 'connecting';
    const page = { doc: left.doc, deleted: left.#deletions.found, readTo: left.#copy.readTo };
    const { merged, replacement } = startAfresh(page, kept, this.doc);
    // What others brought meanwhile is saved when the server says that it has stored it.
    if (!left.#ledger.saved) this.#ledger.changed();
    this.#showSaving();
    this.#read();
    this.caret = movedCaret(left.provider.awareness.getLocalState(), merged, this.doc);
    merged.destroy();
    return replacement;
  }

  #goOn(isKept: boolean): void {
    if (isKept) this.#openCopy();
    if (!this.ending && !this.#isClosed) this.provider.connect();
  }

  /** Leaves the draft, at the latest some seconds after the last words were stored or not. */
  close(): void {
    this.#isClosed = true;
    const leave = () => {
      clearInterval(watch);
      clearTimeout(this.#calm);
      clearTimeout(this.#late);
      this.#copy.leave({ drop: false });
      this.provider.destroy();
      this.doc.destroy();
    };
    const until = Date.now() + lastWords;
    const isDone = () =>
      this.#ledger.saved || this.connection !== 'open' || this.ending || Date.now() > until;
    const watch = setInterval(() => isDone() && leave(), 50);
    this.provider.awareness.setLocalState(null);
    if (isDone()) leave();
  }
}

/**
 * Where somebody has just put the caret, the browser says a moment later. News that come in between
 * would put it back to where the editor last knew it, and the next words into the wrong place: so
 * the editor is told before them.
 */
function keepNewestCaret({ messageHandlers }: WebsocketProvider): void {
  for (const type of [messageSync, messageAwareness]) {
    const take = messageHandlers[type]!;
    messageHandlers[type] = (...message) => {
      document.dispatchEvent(new Event('selectionchange'));
      take(...message);
    };
  }
}

/** By which a socket is cut off that sends more at once than the server reads. */
const frameTooLarge = 1009;

/** Why the server closed a socket for good (server/collaboration/RULES.md). */
const endings: Readonly<Record<number, Ending>> = {
  4401: 'signed-out',
  4403: 'not-allowed',
  4404: 'gone',
  4409: 'replaced',
  4413: 'too-much',
  4426: 'outdated',
};

function endingOf(code: number): Ending {
  return endings[code] ?? 'refused';
}
