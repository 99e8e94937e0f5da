import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { firstContent, readContent } from '#document/amendment-content.ts';
import { chooseToSuggest } from '#document/choose-to-suggest.ts';
import { onlyRead } from '#document/only-reading.ts';
import { propose } from '#document/suggestions.ts';
import { type } from '#test/support/editor.ts';

/** Somebody suggests other words for a letter while Anna deletes it; a reader sees both. */
function readBoth(prepare: (reader: Y.Doc) => void): { made: number; reader: Y.Doc; anna: Y.Doc } {
  const [server, anna, reader] = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
  prepare(reader);
  let made = 0;
  reader.on('update', (_: Uint8Array, origin: unknown) => {
    if (origin !== 'provider') made++;
  });
  server.on('update', (update: Uint8Array) => Y.applyUpdate(reader, update, 'provider'));
  const first = firstContent('Keepers keep.');
  for (const doc of [server, anna]) Y.applyUpdate(doc, first);
  const { chosen } = chooseToSuggest(server, 'text', { paragraph: 0, from: 0, to: 1 });
  server.transact(() => propose(server, { id: 'a', chosen, words: 'w' }));
  type(anna, 0, 0, '', 1);
  Y.applyUpdate(server, Y.encodeStateAsUpdate(anna));
  Y.applyUpdate(anna, Y.encodeStateAsUpdate(server));
  return { made, reader, anna };
}

test('[C6] a text that is only read brings nothing of its own, whatever others do at once', () => {
  const { made, reader, anna } = readBoth(onlyRead);
  expect(made).toBe(0);
  expect(reader.getXmlFragment('text').toString()).toBe(anna.getXmlFragment('text').toString());
  expect(readContent(reader)).toEqual(readContent(anna));
});

test('[C6] without that, a reader would send something and be sent away', () => {
  expect(readBoth(() => {}).made).toBeGreaterThan(0);
});
