/**
 * Files that were damaged at random: whatever happens to one, reading it gives a document or a
 * DomainError, in bounded time, and a document that keeps its promises.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DomainError } from '#domain/errors.ts';
import type { ImportedDocument } from '#server/imports/formats/imported-document.ts';
import { readDocument } from '#server/imports/formats/read-document.ts';
import { bytesOf, fixtureBytes } from './support.ts';

const names = [
  'proposal.xhtml',
  'amendments.html',
  'position.html',
  'act.fmx.xml',
  'bill.akn.xml',
  'consolidated.html',
  'old-page.html',
  'report.html',
  'text-adopted.html',
  'amendments.akn.xml',
  'tree.json',
  'parltrack.json',
];
const texts = new Map(names.map((name) => [name, new TextDecoder().decode(fixtureBytes(name))]));

const snippets = fc.constantFrom(
  '<p>',
  '</p>',
  '<td>',
  '</table>',
  '<div class="oj-final">',
  '<LIST>',
  '</ARTICLE>',
  '<NP>',
  '<point>',
  '</paragraph>',
  '<p class="oj-ti-art">',
  '<div class="grid-container">',
  '<p>Article 1</p>',
  '<quotedStructure>',
  '[',
  '{"text":',
  ',',
  '<p class="li Point3">',
  '<p class="ChapterTitle">ANNEX',
  '<br/>',
  '‘',
  '▌',
  '(a)',
  '1.',
  '&',
  '<',
  '>',
  ']]>',
  '<!--',
  '<?PAGE',
  '"',
  '\u0000',
  '\uD800',
  '—',
  'ANNEX',
);

type Change = { at: number; remove: number; insert: string };
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(fc.constant(0), fc.nat(40), fc.nat(4000)),
  insert: fc.oneof(fc.constant(''), snippets, fc.string({ maxLength: 12 })),
});

function mangle(text: string, changes: readonly Change[]): string {
  return changes.reduce((mangled, { at, remove, insert }) => {
    const from = Math.floor(at * mangled.length);
    return mangled.slice(0, from) + insert + mangled.slice(from + remove);
  }, text);
}

function readOrRefuse(bytes: Uint8Array): ImportedDocument | undefined {
  const started = performance.now();
  try {
    return readDocument(bytes);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    expect(error.message).toMatch(/^(?:Expected|A file may have) .{20,}/s);
    return undefined;
  } finally {
    expect(performance.now() - started).toBeLessThan(5000);
  }
}

function expectSound(document: ImportedDocument | undefined): void {
  if (document?.content.kind !== 'act') return;
  const { provisions } = document.content.act;
  expect(new Set(provisions.map((one) => one.path)).size).toBe(provisions.length);
  for (const { path, locator, text } of provisions) {
    expect(path).toMatch(/^[^\s/]+(?:\/[^\s/]+)*$/);
    expect(locator).not.toBe('');
    expect(text).toBe(text.trim());
  }
}

describe.each(names)('%s', (name) => {
  const text = texts.get(name)!;

  test('cut off anywhere, is read or refused', () => {
    fc.assert(
      fc.property(fc.nat(text.length), (end) =>
        expectSound(readOrRefuse(bytesOf(text.slice(0, end)))),
      ),
      { numRuns: 150 },
    );
  });

  test('changed anywhere, is read or refused', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) =>
        expectSound(readOrRefuse(bytesOf(mangle(text, changes)))),
      ),
      { numRuns: 300 },
    );
  });

  test('with any byte changed, is read or refused', () => {
    const original = bytesOf(text);
    fc.assert(
      fc.property(fc.nat(original.length - 1), fc.nat(255), (at, byte) => {
        const bytes = original.slice();
        bytes[at] = byte;
        expectSound(readOrRefuse(bytes));
      }),
      { numRuns: 150 },
    );
  });
});
