/**
 * Rights are read again while a socket is open: whoever lost them is sent away within seconds,
 * and so is everybody whose rights cannot be read (C7). They are read for many at once: one by one,
 * each would wait for its turns beside those who type, and a full server would send people away.
 */
import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Access, type Inside, type ReadAccessAgain, within } from './access.ts';
import { type Closing, closings } from './close-codes.ts';
import type { Connection, ConnectionFacts } from './connection.ts';

export interface RightsParts {
  readonly accessAgain: ReadAccessAgain;
  /** In milliseconds; what was not read by then counts as unreadable. */
  readonly rightsWithin: number;
  readonly logger: Logger;
}

/** Between two portions others have a turn. */
const portion = 500;

/** Sockets of one session in one document share a reading. */
export async function checkRights(
  connections: Iterable<Connection>,
  parts: RightsParts,
): Promise<void> {
  const groups = [...Map.groupBy(connections, placeOf).values()];
  const deadline = Date.now() + parts.rightsWithin;
  for (let begin = 0; begin < groups.length; begin += portion) {
    const some = groups.slice(begin, begin + portion);
    const found = await readInTime(some.map(insideOf), deadline - Date.now(), parts);
    some.forEach((own, index) => own.forEach((connection) => apply(connection, found[index])));
    await setImmediate();
  }
}

function placeOf({ facts }: Connection): string {
  return `${facts.draftId} ${facts.sessionId}`;
}

function insideOf(own: readonly Connection[]): Inside {
  const { sessionId, draftId } = own[0]!.facts;
  return { sessionId, draftId };
}

/** Nothing, if it cannot be read. */
async function readInTime(
  inside: readonly Inside[],
  milliseconds: number,
  { accessAgain, logger }: RightsParts,
): Promise<readonly Access[]> {
  if (milliseconds <= 0) return [];
  try {
    return await within(milliseconds, accessAgain(inside));
  } catch (error) {
    logger.warn({ err: error, sessions: inside.length }, 'rights could not be read again');
    return [];
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
