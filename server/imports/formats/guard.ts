/**
 * What is refused before anything is read: files that are no text, that are too large, or whose
 * markup is made to exhaust a reader. Every refusal says what was expected and what was found.
 */
import { DomainError } from '#domain/errors.ts';
import { tooLarge } from '#domain/import-limit.ts';

export { largestFile } from '#domain/import-limit.ts';

/**
 * Tags that a file may have, opening and closing. The longest file we know, Parliament’s amendments
 * to the Digital Services Act, has 34 000 on some 200 pages; a reader takes a second for 100 000.
 */
const mostTags = 250_000;

export const expected =
  'Expected an act or amendments as HTML from EUR-Lex or the Parliament, as Formex or Akoma Ntoso (.xml or .html), as JSON, or amendments or a four-column table as Word (.docx)';

const signatures: readonly (readonly [string, string])[] = [
  ['%PDF', 'a PDF file; take the HTML version of the same document'],
  ['\x89PNG', 'a picture (PNG)'],
  ['\xff\xd8\xff', 'a picture (JPEG)'],
  ['GIF8', 'a picture (GIF)'],
  ['RIFF', 'a picture or a sound file'],
  ['II*\0', 'a picture (TIFF)'],
  ['MM\0*', 'a picture (TIFF)'],
  ['\x1f\x8b', 'a compressed file (gzip); unpack it first'],
  [
    '\xd0\xcf\x11\xe0',
    'an old Word or Excel file, or one that is protected with a password; save it as .docx, without a password',
  ],
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
  if (!isArchive(bytes) && isBinary(bytes)) throw refusal('the file is not text');
}

/** A ZIP, as Word documents and packages are. */
export function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
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

/** Refuses more markup than any act has, and declarations that could grow or reach outside the file. */
export function guardMarkup(text: string): void {
  if (hasTooManyTags(text))
    throw refusal('it has more than 250 000 tags, and an act of a thousand pages has fewer');
  if (/<!ENTITY|<!ELEMENT|<!ATTLIST/i.test(text) || hasInternalSubset(text)) {
    throw refusal(
      'the file declares entities of its own, which no file of EUR-Lex does and which could harm the server',
    );
  }
}

function hasTooManyTags(text: string): boolean {
  let tags = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1))
    if (++tags > mostTags) return true;
  return false;
}

/** `<!DOCTYPE html [ … ]>`; a plain document type stays what it is. */
function hasInternalSubset(text: string): boolean {
  const at = text.search(/<!DOCTYPE/i);
  if (at < 0) return false;
  const end = text.indexOf('>', at);
  return text.slice(at, end < 0 ? undefined : end).includes('[');
}

export function refusal(found: string): DomainError {
  return new DomainError('bad-input', `${expected}, but ${found}.`);
}
