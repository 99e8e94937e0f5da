/** Bytes to text: UTF-8 with or without a mark, UTF-16 with one, or what the file declares. */
import { DomainError } from '#domain/errors.ts';

const known: Record<string, string> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'windows-1252': 'windows-1252',
  'iso-8859-2': 'iso-8859-2',
  'windows-1250': 'windows-1250',
  'iso-8859-5': 'iso-8859-5',
  'iso-8859-7': 'iso-8859-7',
  'windows-1251': 'windows-1251',
  'windows-1253': 'windows-1253',
  'iso-8859-15': 'iso-8859-15',
};

export function decode(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new DomainError(
      'bad-input',
      `Expected text in ${encoding.toUpperCase()}, but the file has bytes that cannot be read so. Download it again from EUR-Lex.`,
    );
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  const head = String.fromCharCode(...bytes.subarray(0, 2048));
  const declared =
    /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']/.exec(head) ??
    /<meta[^>]*charset\s*=\s*["']?([\w-]+)/i.exec(head);
  return known[declared?.[1]?.toLowerCase() ?? 'utf-8'] ?? 'utf-8';
}
