/** What a page sent of its text, and how much of it the server said to be stored. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { connect } from '#db/connection.ts';
import { persistedMessage, readPersisted } from '#document/persisted.ts';
import { decodeFrame } from '#server/collaboration/wire.ts';
import { storedDocument } from '../support/stored-draft.ts';
import type { TestServer } from './support.ts';

interface Line {
  readonly sent: Uint8Array[];
  stored: number;
}

/** The updates that were acknowledged over any connection of the page. */
export interface WatchedSaving {
  acknowledged(): readonly Uint8Array[];
}

export function watchSaving(page: Page): WatchedSaving {
  const lines: Line[] = [];
  page.on('websocket', (socket) => {
    const line: Line = { sent: [], stored: 0 };
    lines.push(line);
    socket.on('framesent', ({ payload }) => {
      const frame = decodeFrame(Buffer.from(payload));
      if (frame && 'update' in frame) line.sent.push(frame.update);
    });
    socket.on('framereceived', ({ payload }) => {
      const decoder = decoding.createDecoder(Buffer.from(payload));
      if (decoding.readVarUint(decoder) === persistedMessage)
        line.stored = readPersisted(decoder).frames;
    });
  });
  return { acknowledged: () => lines.flatMap(({ sent, stored }) => sent.slice(0, stored)) };
}

/** The draft at this address, as it is in the server's database. */
export async function storedAt(server: TestServer, address: string): Promise<Y.Doc> {
  const connection = connect(`file:${join(server.dataDir, 'trilogue.db')}`);
  const draft = address.split('/').at(-1) ?? '';
  const doc = await storedDocument(connection.db, draft);
  await connection.close();
  return doc;
}

/** How many of the updates bring something that the document lacks. */
export function countLacking(doc: Y.Doc, updates: readonly Uint8Array[]): number {
  let lacking = 0;
  doc.on('update', () => lacking++);
  for (const update of updates) Y.applyUpdate(doc, update);
  return lacking;
}
