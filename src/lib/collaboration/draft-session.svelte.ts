/**
 * A draft open in this browser: its text, whether it is saved, and who else is in it. It joins
 * the draft's room, keeps an offline copy for whoever may write, and goes on by itself after a
 * lost connection. What it says of saving comes from the server's own word (persisted.ts).
 */
import { messageAwareness, messageSync, WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { type AmendmentContent, readContent } from '#document/amendment-content.ts';
import {
  ledgerSocket,
  persistedMessage,
  readPersisted,
  SaveLedger,
  type SavingState,
} from '#document/persisted.ts';
import { schemaVersion } from '#document/schema.ts';
import { DeviceCopy } from './device-copy.svelte.ts';
import { peopleIn, type Presence } from './presence.ts';
import { type Ending, savingNotice, type SavingNotice } from './saving-words.ts';

export interface DraftToOpen {
  readonly id: string;
  readonly epoch: number;
  readonly mayWrite: boolean;
  readonly me: Presence;
  /** Asks the API whether the draft may still be read; an answer that ends the session, or null. */
  readonly recheck: () => Promise<Ending | null>;
}

/** "Saved" is shown after so long without a change, lest it flicker with every letter. */
const calmAfter = 300;

/** What is not stored after so long is said to be slow. */
const slowAfter = 5000;

/** How long a page that is left behind waits for its last words to be stored. */
const lastWords = 5000;

export class DraftSession {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  readonly me: Presence;
  /** The words as they are now; null until the text was received or found on this device. */
  content = $state.raw<AmendmentContent | null>(null);
  people = $state.raw<readonly Presence[]>([]);
  saved = $state(true);
  slow = $state(false);
  connection = $state<'connecting' | 'open' | 'lost'>('connecting');
  store = $state<SavingState>('saving');
  ending = $state<Ending | null>(null);
  readonly #mayWrite: boolean;
  readonly mayWrite = $derived.by(() => this.#isWritable());
  readonly notice = $derived.by(() => this.#findNotice());

  readonly #draft: DraftToOpen;
  readonly #ledger = new SaveLedger();
  readonly #copy: DeviceCopy;
  #calm: ReturnType<typeof setTimeout> | undefined;
  #late: ReturnType<typeof setTimeout> | undefined;

  constructor(draft: DraftToOpen) {
    this.#draft = draft;
    this.me = draft.me;
    this.#mayWrite = draft.mayWrite;
    this.#copy = new DeviceCopy({ userId: draft.me.id, draftId: draft.id, epoch: draft.epoch });
    this.provider = this.#createProvider();
    this.doc.on('update', (_update, origin) => this.#changed(origin));
    this.#listen();
    if (draft.mayWrite) this.#copy.open(this.doc);
  }

  #isWritable(): boolean {
    return this.#mayWrite && this.ending === null && this.store !== 'frozen';
  }

  #findNotice(): SavingNotice {
    const { connection, saved, slow, store, ending } = this;
    return savingNotice({
      mayWrite: this.#mayWrite,
      connection,
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
      this.#showSaving();
    };
    provider.on('sync', (isSynced) => {
      if (!isSynced) return;
      this.connection = 'open';
      this.#read();
    });
    provider.on('connection-close', (event) => this.#disconnected(event));
    provider.on('closed', ({ code }) => this.#end(endingOf(code)));
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
    if (this.connection === 'open' || this.doc.getXmlFragment('text').length > 0)
      this.content = readContent(this.doc);
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
    // A refusal before the socket opened has no code of ours: only the API can tell what it was.
    if (event && event.code === 1006) void this.#askAgain();
  }

  async #askAgain(): Promise<void> {
    const ending = await this.#draft.recheck();
    if (ending) this.#end(ending);
  }

  #end(ending: Ending): void {
    if (this.ending) return;
    this.ending = ending;
    this.provider.disconnect();
    // A right to the text that is lost takes with it the right to keep it (T11); of a session
    // that is over, what the server does not have waits here for its person.
    const isOver = ending === 'signed-out' && this.#ledger.saved;
    const drop = isOver || ending === 'not-allowed' || ending === 'gone';
    if (drop || ending === 'signed-out') this.#copy.leave({ drop });
  }

  /** Leaves the draft, at the latest some seconds after the last words were stored or not. */
  close(): void {
    const leave = () => {
      clearInterval(watch);
      clearTimeout(this.#calm);
      clearTimeout(this.#late);
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

/** Why the server closed a socket for good (server/collaboration/RULES.md). */
const endings: Readonly<Record<number, Ending>> = {
  4401: 'signed-out',
  4403: 'not-allowed',
  4404: 'gone',
  4409: 'replaced',
  4426: 'outdated',
};

function endingOf(code: number): Ending {
  return endings[code] ?? 'refused';
}
