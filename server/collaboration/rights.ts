/**
 * Rights are read again while a socket is open: whoever lost them is sent away within seconds,
 * and so is everybody whose rights cannot be read (C7).
 */
import type { Access, ReadAccess } from './access.ts';
import { type Closing, closings } from './close-codes.ts';
import type { Connection, ConnectionFacts } from './connection.ts';

/** Reads the rights of all; sockets of one session in one document share a reading. */
export async function checkRights(
  connections: Iterable<Connection>,
  read: ReadAccess,
): Promise<void> {
  const readings = new Map<string, Promise<Access | undefined>>();
  const checks: Promise<void>[] = [];
  for (const connection of connections) {
    const { facts } = connection;
    const key = JSON.stringify([facts.draftId, facts.headers.cookie, facts.headers.authorization]);
    const reading = readings.get(key) ?? read(facts.headers, facts.draftId).catch(() => undefined);
    readings.set(key, reading);
    checks.push(reading.then((access) => apply(connection, access)));
  }
  await Promise.all(checks);
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
