/** How much compressed script a visitor without an account downloads for the public pages. */
import { gzipSync } from 'node:zlib';
import { startServer } from '#test/journeys/support.ts';
import type { Measurement } from './measurement.ts';

const server = await startServer({ demo: true });
const pages = ['', '/timeline', '/positions'].map((page) => `/procedures/2016-0295-cod${page}`);
const measured: Measurement[] = [];
for (const page of pages)
  measured.push({
    name: `compressed script of ${page}`,
    value: Math.round((await scriptBytes(server.address, page)) / 102.4) / 10,
    unit: 'KB',
    target: '< 100',
  });
await server.stop();
console.log(JSON.stringify(measured));

/** All modules that the page names and those that they import, each compressed by itself. */
async function scriptBytes(address: string, page: string): Promise<number> {
  const answer = await fetch(address + page);
  // What the page preloads is named in a header; what it starts with, in itself.
  const named = `${answer.headers.get('link')} ${await answer.text()}`;
  const waiting = [...named.matchAll(/["<]([^"<>]+\.js)[">]/g)].map(
    ([, path]) => new URL(path ?? '', address + page),
  );
  const seen = new Map<string, number>();
  for (let url = waiting.pop(); url; url = waiting.pop()) {
    if (seen.has(url.href)) continue;
    const script = await (await fetch(url)).text();
    seen.set(url.href, gzipSync(script).byteLength);
    for (const [, path] of script.matchAll(/(?:from|import)\s*"(\.[^"]+\.js)"/g))
      waiting.push(new URL(path ?? '', url));
  }
  if (seen.size === 0) throw new Error(`${page} names no script at all.`);
  return [...seen.values()].reduce((sum, bytes) => sum + bytes, 0);
}
