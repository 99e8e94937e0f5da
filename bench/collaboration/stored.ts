/** What the database holds of a document, read past the server. */
import * as Y from 'yjs';
import { createSqlUpdateLog } from '#server/collaboration/sql-update-log.ts';
import type { Place } from './place.ts';

const clock = { now: () => new Date() };

export async function readStored(place: Place, room: number): Promise<Y.Doc> {
  return readStoredText(place, place.drafts[room] ?? '');
}

export async function readStoredText(
  { connection }: Pick<Place, 'connection'>,
  id: string,
): Promise<Y.Doc> {
  const stored = await createSqlUpdateLog(connection.db, clock).read(id, -1);
  if (!stored?.snapshot) throw new Error('The draft is not in the database.');
  const doc = new Y.Doc();
  Y.applyUpdate(doc, stored.snapshot.bytes);
  for (const { bytes } of stored.updates) Y.applyUpdate(doc, bytes);
  return doc;
}
