/**
 * Rights are read again while a socket is open: whoever lost them is sent away within seconds,
 * and so is everybody whose rights cannot be read (C7).
 */
import { setImmediate } from 'node:timers/promises';
import type { Access, ReadAccess } from './access.ts';
import { type Closing, closings } from './close-codes.ts';
import type { Connection, ConnectionFacts } from './connection.ts';

/**
 * So many waves, of two at least: between them others have a turn, who would else wait until all of
 * a full room is read.
 */
const waves = 100;
const smallestWave = 2;

/**
 * Reads the rights of all; sockets of one session in one document share a reading. What was not
 * read within so many milliseconds counts as unreadable.
 */
export async function checkRights(
  connections: Iterable<Connection>,
  read: ReadAccess,
  milliseconds: number,
): Promise<void> {
  const bySession = [...Map.groupBy(connections, sessionOf).values()];
  const sessions = bySession.values();
  const deadline = new Deadline(milliseconds);
  const work = async (): Promise<void> => {
    for (const own of sessions) {
      const { headers, draftId } = own[0]!.facts;
      const access = await deadline.meet(() => read(headers, draftId));
      for (const connection of own) apply(connection, access);
      await setImmediate();
    }
  };
  const length = Math.max(smallestWave, Math.ceil(bySession.length / waves));
  await Promise.all(Array.from({ length }, work));
  deadline.clear();
}

function sessionOf({ facts: { draftId, headers } }: Connection): string {
  return JSON.stringify([draftId, headers.cookie, headers.authorization]);
}

/** After it nothing is read any more, and nothing waited for. */
class Deadline {
  readonly #passed: Promise<undefined>;
  #timer: NodeJS.Timeout | undefined;
  #isPassed = false;

  constructor(milliseconds: number) {
    this.#passed = new Promise((resolve) => {
      this.#timer = setTimeout(() => {
        this.#isPassed = true;
        resolve(undefined);
      }, milliseconds);
    });
  }

  /** What was read; undefined if it could not be, or not in time. */
  async meet<T>(read: () => Promise<T>): Promise<T | undefined> {
    if (this.#isPassed) return undefined;
    return Promise.race([read().catch(() => undefined), this.#passed]);
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}

function apply(connection: Connection, access: Access | undefined): void {
  const closing = access === undefined ? closings.later : closingFor(connection.facts, access);
  if (closing) connection.close(closing);
}

/** Why somebody with these rights cannot stay as they came; undefined if they can. */
function closingFor(facts: ConnectionFacts, access: Access): Closing | undefined {
  if (access.kind === 'refused') return refusals[access.status];
  if (access.user.id !== facts.person.id) return closings.signedOut;
  if (facts.mayWrite && !access.mayWrite) return closings.notAllowed;
  if (access.epoch !== facts.epoch) return closings.otherEpoch;
  return undefined;
}

const refusals = {
  401: closings.signedOut,
  403: closings.notAllowed,
  404: closings.gone,
} as const;
