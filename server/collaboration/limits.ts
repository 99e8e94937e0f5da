/** What one client, one room and one server may use. Times are in milliseconds. */
export interface Limits {
  /** The largest frame taken; a larger one ends the connection. */
  readonly frameBytes: number;
  /** The largest presence of one socket, as JSON. */
  readonly presenceBytes: number;
  /** How long changes of who is where gather before they go out in one frame. */
  readonly presenceEvery: number;
  /** What may wait to be sent to one socket before it is told to come back later. */
  readonly bufferedBytes: number;
  /** A socket that sends more is read more slowly; the burst is what it may send at once. */
  readonly framesPerSecond: number;
  readonly frameBurst: number;
  readonly bytesPerSecond: number;
  readonly byteBurst: number;
  /** A client asks once, as it comes; who goes on asking is sent away, for each answer is work. */
  readonly questionsPerSecond: number;
  readonly questionBurst: number;
  readonly socketsPerAddress: number;
  readonly socketsPerPerson: number;
  /** Under how many Yjs clients one socket may bring text that is new. */
  readonly clientsPerSocket: number;
  /** How often in a row a socket may be asked for what it has, before it is sent away. */
  readonly resyncs: number;
  /** How long updates gather before they are written together. */
  readonly batchDelay: number;
  readonly firstRetry: number;
  readonly lastRetry: number;
  /** After so long without a successful write, or with so much unwritten, a room is read-only. */
  readonly saveWithin: number;
  readonly unsavedBytes: number;
  /** How long a room stays in memory after the last person left. */
  readonly idleRoom: number;
  /** The number of logged updates after which a snapshot replaces them. */
  readonly compactAfter: number;
  /** A log of no more updates is left as it is when the server stops. */
  readonly shortLog: number;
  /** An idle socket hears something this often, and is dropped when it is silent for `silence`. */
  readonly heartbeat: number;
  readonly silence: number;
  /** Together they stay under the five seconds in which a lost right closes the socket. */
  readonly rightsEvery: number;
  readonly rightsWithin: number;
  /** Less than `bufferedBytes`, as whoever comes is sent all of it at once. */
  readonly documentBytes: number;
  readonly documentNodes: number;
  readonly documentDepth: number;
  /** How many pieces one frame may add or take away, and how many deletions it may name in all. */
  readonly updateParts: number;
  readonly updateDeletions: number;
  /**
   * In steps of merging (walk-meter.ts), of which ten thousand take about a millisecond: what could
   * take more in one turn is tried out first; what a person may use; what making the document of
   * its bytes may take.
   */
  readonly turnWalk: number;
  /** Merging is stopped at so many steps, and what would take more does not pass its trial. */
  readonly mergeWalk: number;
  /** What one frame may take, in milliseconds of the processor, when it is tried out. */
  readonly turnWithin: number;
  readonly walkPerSecond: number;
  readonly walkBurst: number;
  readonly documentWalk: number;
  readonly inspectAfter: number;
  /** How long the thread that looks at documents may take for one. */
  readonly inspectWithin: number;
  /** How often the table is read for news while Redis is away. */
  readonly pollEvery: number;
  /** How long another node's presence is believed without being renewed. */
  readonly presenceWithin: number;
}

export const defaultLimits: Limits = {
  frameBytes: 1024 * 1024,
  presenceBytes: 4096,
  presenceEvery: 5,
  bufferedBytes: 8 * 1024 * 1024,
  framesPerSecond: 1000,
  frameBurst: 3000,
  bytesPerSecond: 1024 * 1024,
  byteBurst: 8 * 1024 * 1024,
  questionsPerSecond: 1,
  questionBurst: 2,
  socketsPerAddress: 500,
  socketsPerPerson: 50,
  clientsPerSocket: 200,
  resyncs: 5,
  batchDelay: 20,
  firstRetry: 100,
  lastRetry: 5000,
  saveWithin: 10_000,
  unsavedBytes: 16 * 1024 * 1024,
  idleRoom: 30_000,
  compactAfter: 500,
  shortLog: 10,
  heartbeat: 15_000,
  silence: 60_000,
  rightsEvery: 3000,
  rightsWithin: 1500,
  documentBytes: 4 * 1024 * 1024,
  documentNodes: 200_000,
  documentDepth: 64,
  updateParts: 20_000,
  updateDeletions: 100_000,
  turnWalk: 400_000,
  mergeWalk: 800_000,
  turnWithin: 150,
  walkPerSecond: 50_000,
  walkBurst: 1_000_000,
  documentWalk: 3_000_000,
  inspectAfter: 1000,
  inspectWithin: 10_000,
  pollEvery: 3000,
  presenceWithin: 45_000,
};
