import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: object };

test.each(['yjs', 'y-protocols', 'lib0', '@tiptap/core', '@tiptap/pm', 'prosemirror-model'])(
  '[T10] %s is installed once: two copies of it break silently',
  (name) => {
    const copies = Object.keys(lock.packages).filter((path) =>
      path.endsWith(`node_modules/${name}`),
    );
    expect(copies).toEqual([`node_modules/${name}`]);
  },
);

test('[T10] what reads a shared text on the server finds the server’s own Yjs', () => {
  const own = createRequire(import.meta.url).resolve('yjs');
  const from = (name: string) => createRequire(createRequire(import.meta.url).resolve(name));
  expect(from('@tiptap/y-tiptap').resolve('yjs')).toBe(own);
  expect(from('y-protocols/sync').resolve('yjs')).toBe(own);
});
