/** Archives that are broken, protected, or made to grow without end. */
import { Zip, ZipDeflate, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { DomainError } from '#domain/errors.ts';
import { Archive } from '#server/imports/formats/archive.ts';
import { readDocument } from '#server/imports/formats/read-document.ts';
import { bytesOf } from './support.ts';
import { paragraph, wordFile, wordXml, zipped } from './word-support.ts';

function refusalOf(act: () => unknown): DomainError {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('The archive was not refused.');
}

test('a file in an archive is read, and another is not there', () => {
  const archive = new Archive(zipped({ 'a.txt': 'one', 'b/c.txt': 'two' }));
  expect(archive.names).toEqual(['a.txt', 'b/c.txt']);
  expect(new TextDecoder().decode(archive.read('b/c.txt'))).toBe('two');
  expect(archive.read('d.txt')).toBeUndefined();
});

test('a file that was stored without packing is read too', () => {
  const archive = new Archive(zipSync({ 'a.txt': [bytesOf('one'), { level: 0 }] }));
  expect(new TextDecoder().decode(archive.read('a.txt'))).toBe('one');
});

const bomb = zipped({ 'word/document.xml': new Uint8Array(300 * 1024 * 1024) });

test.each([
  ['says its size', bomb, 'too-large', /grows far beyond/],
  ['says that it is small', withSize(bomb, 1000), 'bad-input', /damaged inside/],
  ['says that it is of bearable size', withSize(bomb, 40_000_000), 'bad-input', /damaged inside/],
])('a bomb that %s is refused in little time and memory', (_, bytes, code, message) => {
  const [started, before] = [performance.now(), process.memoryUsage().arrayBuffers];
  expect(refusalOf(() => readDocument(bytes))).toMatchObject({ code, message });
  expect(performance.now() - started).toBeLessThan(2000);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * 1024 * 1024);
});

/** Changes what the list of contents says of the size of its only file. */
function withSize(archive: Uint8Array, size: number): Uint8Array {
  const changed = archive.slice();
  const view = new DataView(changed.buffer);
  const directory = view.getUint32(changed.length - 22 + 16, true);
  view.setUint32(directory + 24, size, true);
  return changed;
}

test('a file whose size is not what the list says is damaged', () => {
  const { message } = refusalOf(() =>
    new Archive(withSize(zipped({ a: 'one two three' }), 5)).read('a'),
  );
  expect(message).toMatch(/breaks off or is damaged/);
});

test('many large files together are refused', () => {
  const part = new Uint8Array(40 * 1024 * 1024);
  const archive = new Archive(zipSync({ a: part, b: part, c: part }, { level: 0 }));
  archive.read('a');
  archive.read('b');
  expect(refusalOf(() => archive.read('c')).code).toBe('too-large');
});

test('more files than a document has are refused before any is read', () => {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((_, chunk) => chunks.push(chunk));
  for (let n = 0; n < 3000; n++) {
    const file = new ZipDeflate(`f${n}`);
    zip.add(file);
    file.push(new Uint8Array(1), true);
  }
  zip.end();
  const { code, message } = refusalOf(() => new Archive(Buffer.concat(chunks)));
  expect(code).toBe('too-large');
  expect(message).toMatch(/this archive holds 3000/);
});

test('a protected file says so', () => {
  const archive = zipped({ 'word/document.xml': wordXml('') });
  const view = new DataView(archive.buffer, archive.byteOffset);
  view.setUint16(view.getUint32(archive.length - 22 + 16, true) + 8, 1, true);
  expect(refusalOf(() => readDocument(archive)).message).toMatch(/protected with a password/);
});

test('an archive that breaks off is refused, wherever it does', () => {
  const whole = wordFile(paragraph('Lamps in gardens').repeat(50));
  for (let length = 2; length < whole.length; length += 7) {
    const { code, message } = refusalOf(() => readDocument(whole.slice(0, length)));
    expect(code).toBe('bad-input');
    expect(message).toMatch(/^Expected /);
  }
});

test.each([
  ['<!DOCTYPE w:document [<!ENTITY a "b">]>'],
  ['<!DOCTYPE w:document SYSTEM "http://example.org/x.dtd">'],
])('%s inside is refused', (declaration) => {
  const xml = wordXml(paragraph('Lamps')).replace('?>', `?>${declaration}`);
  const { message } = refusalOf(() => readDocument(zipped({ 'word/document.xml': xml })));
  expect(message).toMatch(/declares entities/);
});

test.each([
  ['a tag that is not closed', '<w:p>'],
  ['a tag that closes nothing', '</w:p>'],
  ['an entity that nobody declared', '<w:p><w:r><w:t>&secret;</w:t></w:r></w:p>'],
  ['no name', '<>'],
])('%s is damage', (_, body) => {
  expect(refusalOf(() => readDocument(wordFile(body))).message).toMatch(/breaks off or is damaged/);
});

test('bottomless nesting is refused', () => {
  const deep = '<w:tbl>'.repeat(50_000) + '</w:tbl>'.repeat(50_000);
  expect(refusalOf(() => readDocument(wordFile(deep))).message).toMatch(/nested without end/);
});
