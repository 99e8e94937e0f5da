/**
 * Several people type, delete, drop out and come back by a random seed, until all agree. A seed
 * that failed becomes a test of its own.
 */
import { afterEach, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import {
  saved,
  Scene,
  createDraft,
  textOf,
  until,
  type Writer,
} from '#test/support/collaboration.ts';
import { onEachDatabase } from '#test/support/databases.ts';

/** Mulberry32: the same seed, the same story. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

function act(writer: Writer, random: (below: number) => number, step: number): void {
  const { text, provider } = writer;
  const at = random(text.length + 1);
  const deed = random(20);
  if (deed < 11) text.insert(at, random(5) === 0 ? '😀' : `${step} `);
  else if (deed < 16) text.delete(at, Math.min(random(5), text.length - at));
  else if (deed < 17) text.format(at, Math.min(3, text.length - at), { bold: true });
  else if (deed < 18) provider.disconnect();
  else provider.connect();
}

onEachDatabase('people who drop out and come back', (database) => {
  const scene = new Scene();
  afterEach(() => scene.end());

  describe('agree in the end', () => {
    test.each([1, 2, 3, 4, 5, 20261123])('[C3] [C5] with seed %i', async (seed) => {
      const random = randomFrom(seed);
      const { db } = database();
      const limits = { idleRoom: 5, compactAfter: 7 };
      const server = await scene.server({ db, limits });
      const draft = await createDraft(db, server.collaboration, 'Exporters keep records.');
      const writers = await Promise.all(
        ['anna', 'ben', 'anna', 'ben'].map((person) => scene.writer(server, draft, person)),
      );
      for (let step = 0; step < 300; step++) {
        act(writers[random(writers.length)] as Writer, random, step);
        if (random(4) === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      for (const writer of writers) writer.provider.connect();
      await Promise.all(writers.map(saved));
      const state = (doc: Y.Doc) => JSON.stringify(doc.getText('text').toDelta());
      const first = writers[0] as Writer;
      await until('all agree', () =>
        writers.every((writer) => state(writer.doc) === state(first.doc)),
      );
      expect(await textOf(server, draft)).toBe(String(first.text));
      await scene.end();
      const fresh = await scene.server({ db });
      expect(await textOf(fresh, draft)).toBe(String(first.text));
    });
  });
});
