/**
 * The *persisted* message, and what a browser may say because of it.
 *
 * State vectors cannot carry "saved": a deletion does not raise them. So what is counted is
 * frames. A connection delivers in order, so the number n names exactly the first n frames with
 * document content (SyncStep2 or Update) that this socket sent. The server answers with the
 * number whose content, deletions too, is durably stored. The text is saved when the connection
 * has sent all that this document holds, and all of that is stored. A new connection begins at
 * 0, and the client's answer to the server's SyncStep1 brings whatever it still had for itself.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** Its type on the wire: `provider.messageHandlers[persistedMessage]`. */
export const persistedMessage = 100;

/** `cannot-save`: the store fails, nothing is taken until it works; `frozen`: no one may write. */
const savingStates = ['saving', 'cannot-save', 'frozen'] as const;
export type SavingState = (typeof savingStates)[number];

export interface Persisted {
  /** How many frames with document content of this connection are durably stored. */
  readonly frames: number;
  readonly state: SavingState;
}

/** The whole frame. Later versions may add to its end. */
export function encodePersisted({ frames, state }: Persisted): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, persistedMessage);
    encoding.writeVarUint(encoder, frames);
    encoding.writeVarUint(encoder, savingStates.indexOf(state));
  });
}

/** Reads the body, after the type; a state of a later version counts as one that cannot save. */
export function readPersisted(decoder: decoding.Decoder): Persisted {
  const frames = decoding.readVarUint(decoder);
  return { frames, state: savingStates[decoding.readVarUint(decoder)] ?? 'cannot-save' };
}

const syncType = 0;
const syncStep2 = 1;
const syncUpdate = 2;

/**
 * Follows one document over its connections and says whether all of it is stored. Tell it of
 * every change made here (`changed`), of every frame sent (`sent`), and of what the server says.
 */
export class SaveLedger {
  /** Changes made here, and those of them that the present connection has sent. */
  #changes = 0;
  #changesSent = 0;
  #framesSent = 0;
  #framesStored = 0;
  #connection: object | null = null;
  #synced = false;
  #saved = true;
  #state: SavingState = 'saving';

  /** A new connection is open: it has sent nothing yet. */
  connected(connection: object): void {
    this.#connection = connection;
    this.#framesSent = 0;
    this.#framesStored = 0;
    this.#changesSent = 0;
    this.#synced = false;
  }

  /** The news may come after the next connection is open; then it changes nothing. */
  disconnected(connection: object): void {
    if (this.#connection === connection) this.#connection = null;
  }

  /** The document changed here, by its person or from the cache; not by the server. */
  changed(): void {
    this.#changes++;
    this.#saved = false;
  }

  sent(connection: object, frame: Uint8Array): void {
    if (this.#connection !== connection) return;
    if (frame[0] !== syncType || (frame[1] !== syncStep2 && frame[1] !== syncUpdate)) return;
    this.#framesSent++;
    if (frame[1] === syncUpdate) this.#changesSent++;
    else this.#sentAll();
  }

  /** The answer to the server's SyncStep1 holds everything that the server lacks. */
  #sentAll(): void {
    this.#synced = true;
    this.#changesSent = this.#changes;
  }

  stored({ frames, state }: Persisted): void {
    this.#framesStored = frames;
    this.#state = state;
    if (this.allIsStored) this.#saved = true;
  }

  /** Whether the server has all that this document holds, the words of others as well. */
  get allIsStored(): boolean {
    return (
      this.#connection !== null &&
      this.#synced &&
      this.#framesStored === this.#framesSent &&
      this.#changesSent === this.#changes
    );
  }

  /** Whether every change made here is durably stored; true also while nothing was changed. */
  get saved(): boolean {
    return this.#saved;
  }

  get state(): SavingState {
    return this.#state;
  }
}

/**
 * A WebSocket class for the provider's `WebSocketPolyfill` that tells the ledger what is sent.
 * `Base` is the browser's own WebSocket.
 */
export function ledgerSocket(ledger: SaveLedger, Base: typeof WebSocket): typeof WebSocket {
  return class extends Base {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('open', () => ledger.connected(this));
      this.addEventListener('close', () => ledger.disconnected(this));
    }

    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
      if (data instanceof Uint8Array) ledger.sent(this, data);
      super.send(data as Uint8Array<ArrayBuffer>);
    }
  };
}
