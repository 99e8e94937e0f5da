/** What is kept of drafts, read from the database as a server that starts would read it. */
import * as Y from 'yjs';
import type { Db } from '#db/connection.ts';
import { createSqlUpdateLog, writeFirstContent } from '#server/collaboration/sql-update-log.ts';
import { newId } from '#server/identity.ts';
import { firstContent, insertDraftRow } from './collaboration.ts';

const clock = { now: () => new Date() };

/** Creates a draft where no server runs in this process. */
export async function storeDraft(db: Db, text = ''): Promise<string> {
  const draft = newId();
  await insertDraftRow(db, draft);
  await writeFirstContent(db, draft, firstContent(text), clock);
  return draft;
}

export async function storedDocument(db: Db, draft: string): Promise<Y.Doc> {
  const stored = await createSqlUpdateLog(db, clock).read(draft, -1);
  const doc = new Y.Doc();
  if (stored?.snapshot) Y.applyUpdate(doc, stored.snapshot.bytes);
  for (const update of stored?.updates ?? []) Y.applyUpdate(doc, update.bytes);
  return doc;
}
