/**
 * Who may enter a draft's room, asked before a socket opens and again while it is open. It is
 * the table of permissions that decides, on the draft as it is stored.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Db } from '#db/connection.ts';
import type { Access, Inside } from '../collaboration/access.ts';
import { nobody, type User, type Visitor } from '../context.ts';
import { onItem, type Protected, visitorMay } from '../permission.ts';
import { type DraftPlace, listDraftPlaces } from './queries.ts';

export { type Draft, findDraft } from './queries.ts';

export interface AccessParts {
  readonly db: Db;
  /** Reads the session and the roles afresh. */
  readonly whoAsks: (headers: Headers) => Promise<Visitor>;
}

export async function readDraftAccess(
  { db, whoAsks }: AccessParts,
  headers: IncomingHttpHeaders,
  draftId: string,
): Promise<Access> {
  const visitor = await whoAsks(new Headers({ cookie: headers.cookie ?? '' }));
  const places = await listDraftPlaces(db, [draftId]);
  return accessOf(visitor, places.get(draftId));
}

export interface AgainParts {
  readonly db: Db;
  /** Reads these sessions and the roles afresh; those that are over are not in the answer. */
  readonly whoIsIn: (sessionIds: readonly string[]) => Promise<ReadonlyMap<string, Visitor>>;
}

/** The same for all who are in rooms, with few queries however many they are. */
export async function readDraftAccessAgain(
  { db, whoIsIn }: AgainParts,
  inside: readonly Inside[],
): Promise<readonly Access[]> {
  const visitors = await whoIsIn([...new Set(inside.map((one) => one.sessionId))]);
  const places = await listDraftPlaces(db, [...new Set(inside.map((one) => one.draftId))]);
  return inside.map(({ sessionId, draftId }) =>
    accessOf(visitors.get(sessionId) ?? nobody, places.get(draftId)),
  );
}

function accessOf(visitor: Visitor, draft: DraftPlace | undefined): Access {
  const { user: person, sessionId } = visitor;
  if (person === null || sessionId === null) return { kind: 'refused', status: 401 };
  // Neither a stranger nor who is not named on what is restricted learns that it is there.
  if (!draft || !visitorMay(visitor, 'read-draft', onDraft(draft)))
    return { kind: 'refused', status: 404 };
  const mayWrite = visitorMay(visitor, 'write-draft', onDraft(draft));
  const user = { id: person.id, name: person.name };
  const { epoch } = draft;
  return { kind: 'granted', mayWrite, user, sessionId, color: colorOf(person), epoch };
}

/** Who began it counts for who may say who reads it, and is left out where that is not asked. */
export function onDraft(
  draft: Omit<DraftPlace, 'epoch'> & { readonly createdBy?: string | null },
): Protected {
  const { workspaceId, procedureId, procedureVisibility, id, visibility } = draft;
  const procedure = { id: procedureId, workspaceId, visibility: procedureVisibility };
  return onItem(procedure, { kind: 'draft', id, visibility, createdBy: draft.createdBy ?? null });
}

/**
 * Each of them carries white letters at 4.5:1 or more, and stands out at 3:1 from the paper in
 * light and in dark.
 */
const palette = [
  '#1f6adb',
  '#b3540f',
  '#207e2f',
  '#8f51cd',
  '#d22d37',
  '#077e7e',
  '#c43189',
  '#71730d',
] as const;

/** The same person has the same colour everywhere. */
export function colorOf({ id }: Pick<User, 'id'>): string {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) % 65_521;
  return palette[sum % palette.length] ?? palette[0];
}
