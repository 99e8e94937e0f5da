/**
 * Texts that can be written into XML, as Word, Excel and Akoma Ntoso files are. Control characters
 * have no place there, not even escaped, and half of a character is none: a file with one of them
 * is refused by every program. All line ends are the one that readers make of them: XML 1.1 counts
 * U+0085 and U+2028 among them.
 */
// eslint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export function printableText(text: string): string {
  return text
    .toWellFormed()
    .replace(unprintable, '')
    .replace(/\r[\n\u0085]?|[\u0085\u2028]/g, '\n');
}

/** The same value with every text in it printable. */
export function printable<T>(value: T): T {
  if (typeof value === 'string') return printableText(value) as T;
  if (Array.isArray(value)) return value.map(printable) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([name, one]) => [name, printable(one)]);
  return Object.fromEntries(entries) as T;
}
