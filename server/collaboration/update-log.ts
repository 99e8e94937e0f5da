/**
 * The update log: what was acknowledged, and the truth that every node reads. A document begins
 * with a snapshot, written by the transaction that creates it; updates follow, numbered without
 * a gap in the order of their commits; from time to time a later snapshot takes their place.
 */
export interface LoggedUpdate {
  readonly bytes: Uint8Array;
  /** Who wrote it; null for the server itself. */
  readonly userId: string | null;
}

export interface StoredUpdate extends LoggedUpdate {
  readonly seq: number;
}

export interface Snapshot {
  readonly seq: number;
  readonly bytes: Uint8Array;
  /** As Owners writes it. */
  readonly owners: string;
}

export interface Stored {
  /** The number up to which this brings a reader. */
  readonly seq: number;
  /** Absent when the reader is past it already. */
  readonly snapshot: Snapshot | null;
  readonly updates: readonly StoredUpdate[];
}

export interface Batch {
  readonly draftId: string;
  readonly updates: readonly LoggedUpdate[];
}

export interface UpdateLog {
  /** All that was written after a number; from the beginning with -1. Undefined: no such document. */
  read(draftId: string, after: number): Promise<Stored | undefined>;
  /** Writes all or nothing. Answers with the last number given to each document. */
  append(batches: readonly Batch[]): Promise<ReadonlyMap<string, number>>;
  /** Puts the snapshot in the place of all updates up to its number, unless a later one is there. */
  compact(draftId: string, snapshot: Snapshot): Promise<void>;
  lastSeqs(draftIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/** The document was deleted: there is nothing to write to any more. */
export class DocumentGone extends Error {
  constructor(draftId: string) {
    super(`The document ${draftId} is gone.`);
    this.name = 'DocumentGone';
  }
}
