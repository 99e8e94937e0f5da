/**
 * What is refused before anything is read: files that are no text, that are too large, or whose
 * markup is made to exhaust a reader. Every refusal says what was expected and what was found.
 */
import { DomainError } from '#domain/errors.ts';
import { tooLarge } from '#domain/import-limit.ts';

export { largestFile } from '#domain/import-limit.ts';

const deepestNesting = 200;

export const expected =
  'Expected an act or amendments as HTML from EUR-Lex or as Formex XML (.xml or .html)';

const signatures: readonly (readonly [string, string])[] = [
  ['%PDF', 'a PDF file; take the HTML version of the same document'],
  ['\x89PNG', 'a picture (PNG)'],
  ['\xff\xd8\xff', 'a picture (JPEG)'],
  ['GIF8', 'a picture (GIF)'],
  ['RIFF', 'a picture or a sound file'],
  ['II*\0', 'a picture (TIFF)'],
  ['MM\0*', 'a picture (TIFF)'],
  ['\x1f\x8b', 'a compressed file (gzip); unpack it first'],
  ['\xd0\xcf\x11\xe0', 'an old Word or Excel file; take the HTML version of the same document'],
  ['{\\rtf', 'an RTF file; take the HTML version of the same document'],
  ['7z\xbc\xaf', 'a compressed file (7z); unpack it first'],
  ['\x28\xb5\x2f\xfd', 'a compressed file (Zstandard); unpack it first'],
];

/** Refuses by size and by the first bytes, before any text is made of them. */
export function guardBytes(bytes: Uint8Array): void {
  if (bytes.length === 0) throw refusal('the file is empty');
  const problem = tooLarge(bytes.length);
  if (problem) throw new DomainError('too-large', problem);
  const head = latin(bytes.subarray(0, 16));
  const signature = signatures.find(([start]) => head.startsWith(start));
  if (signature) throw refusal(`this is ${signature[1]}`);
  if (head.startsWith('PK')) throw refusal(`this is ${archiveKind(bytes)}`);
  if (isBinary(bytes)) throw refusal('the file is not text');
}

/** What is inside a ZIP shows in the names of its files, which stand in it uncompressed. */
function archiveKind(bytes: Uint8Array): string {
  const names = latin(bytes.subarray(0, 4096)) + latin(bytes.subarray(-65_536));
  if (names.includes('word/'))
    return 'a Word document (.docx), which cannot be read yet; take the HTML version';
  if (names.includes('xl/')) return 'an Excel workbook';
  if (/bill_|memorandum_/.test(names)) return 'a LEOS package (.leg), which cannot be read yet';
  return 'a ZIP archive; unpack it and take the XML or HTML file in it';
}

function latin(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return text;
}

/** A null byte never occurs in text, but in UTF-16, which begins with its mark. */
function isBinary(bytes: Uint8Array): boolean {
  const isUtf16 =
    (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return !isUtf16 && bytes.includes(0);
}

/** Refuses declarations that could grow or reach outside the file, and bottomless nesting. */
export function guardMarkup(text: string): void {
  if (/<!ENTITY|<!ELEMENT|<!ATTLIST/i.test(text) || hasInternalSubset(text)) {
    throw refusal(
      'the file declares entities of its own, which no file of EUR-Lex does and which could harm the server',
    );
  }
  if (nestingOf(text) > deepestNesting) {
    throw refusal(`its elements are nested more than ${deepestNesting} deep, which no act is`);
  }
}

/** `<!DOCTYPE html [ … ]>`; a plain document type stays what it is. */
function hasInternalSubset(text: string): boolean {
  const at = text.search(/<!DOCTYPE/i);
  if (at < 0) return false;
  const end = text.indexOf('>', at);
  return text.slice(at, end < 0 ? undefined : end).includes('[');
}

const open = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dd dt tr td th option tbody thead tfoot colgroup'.split(
    ' ',
  ),
);

/** How deep tags are nested, read in one pass; tags that HTML closes by itself do not count. */
export function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = text.indexOf('<'); at >= 0;) {
    const end = text.indexOf('>', at + 1);
    if (end < 0) break;
    const name = /^\/?[^\s/>]*/.exec(text.slice(at + 1, Math.min(end, at + 40)))![0].toLowerCase();
    if (name.startsWith('/')) depth -= open.has(name.slice(1)) ? 0 : 1;
    else if (/^[a-z]/.test(name) && !open.has(name) && text[end - 1] !== '/') depth++;
    if (depth < 0) depth = 0;
    if (depth > deepest) deepest = depth;
    at = text.indexOf('<', skipTo(text, at, end));
  }
  return deepest;
}

/** Comments and CDATA may hold anything. */
function skipTo(text: string, at: number, end: number): number {
  const close = text.startsWith('<!--', at) ? '-->' : text.startsWith('<![CDATA[', at) ? ']]>' : '';
  const closed = close === '' ? end : text.indexOf(close, at);
  return closed < 0 ? text.length : closed + 1;
}

export function refusal(found: string): DomainError {
  return new DomainError('bad-input', `${expected}, but ${found}.`);
}
