/** One row a document: the last number given out, and the lock under which the next is. */
export interface DraftLogTable {
  draft_id: string;
  last_seq: number;
}

export interface DraftUpdateTable {
  draft_id: string;
  seq: number;
  /** A Yjs update, version 1. */
  bytes: Uint8Array;
  user_id: string | null;
  created_at: string;
}

/** The whole document as it stood at `seq`; the updates up to it are gone. */
export interface DraftSnapshotTable {
  draft_id: string;
  seq: number;
  bytes: Uint8Array;
  /** JSON: which Yjs clients wrote for whom, by user id; "" is the server. */
  owners: string;
  created_at: string;
}

/** Up to which number somebody wrote, of the updates that a snapshot has replaced. */
export interface DraftWriterTable {
  draft_id: string;
  user_id: string;
  last_seq: number;
}
