/**
 * XML as a row of tags and words, in the order of the file. Word writes many times more markup than
 * text, so no tree is made of it: a table of a thousand pages would fill the memory. Whatever is
 * not well-formed is refused.
 */
import { DomainError } from '#domain/errors.ts';
import { refusal } from './guard.ts';

export interface XmlReader {
  /** Names stand without their prefix. `attributes` is what the tag holds after its name, as written. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(words: string): void;
}

const mostTags = 4_000_000;
const deepest = 200;

export function readXmlEvents(xml: string, reader: XmlReader): void {
  if (/<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)/i.test(xml))
    throw refusal('it declares entities of its own, which Word does not and which could do harm');
  const open: string[] = [];
  let at = 0;
  let hasRoot = false;
  for (let tags = 0; ; tags++) {
    const start = xml.indexOf('<', at);
    const words = xml.slice(at, start < 0 ? undefined : start);
    if (open.length > 0) reader.text(decoded(words));
    else if (/[^\s\uFEFF]/.test(words)) throw broken('words outside of its root');
    if (start < 0) break;
    if (tags > mostTags) throw refusal('it has more markup than a table of a thousand pages');
    at = readMarkup(xml, start, open, reader);
    if (open.length > deepest) throw refusal('its elements are nested without end');
    hasRoot ||= open.length > 0;
  }
  if (open.length > 0 || !hasRoot) throw broken(`<${open.at(-1) ?? ''}> has no end`);
}

/** Reads one piece of markup, and says where it ends. */
function readMarkup(xml: string, start: number, open: string[], reader: XmlReader): number {
  const sign = xml[start + 1];
  if (sign === '?') return endOf(xml, '?>', start);
  if (xml.startsWith('<!--', start)) return endOf(xml, '-->', start + 4);
  if (xml.startsWith('<![CDATA[', start)) {
    const end = endOf(xml, ']]>', start);
    reader.text(xml.slice(start + 9, end - 3));
    return end;
  }
  const end = endOf(xml, '>', start);
  if (sign === '/') closeTag(xml.slice(start + 2, end - 1).trimEnd(), open, reader);
  else openTag(xml.slice(start + 1, end - 1), open, reader);
  return end;
}

function endOf(xml: string, mark: string, from: number): number {
  const end = xml.indexOf(mark, from);
  if (end < 0) throw broken('a tag is not closed');
  return end + mark.length;
}

/** Word writes ">" in attributes as "&gt;". */
function openTag(tag: string, open: string[], reader: XmlReader): void {
  const name = /^[\p{L}_][\p{L}\d_:.-]*/u.exec(tag)?.[0];
  if (name === undefined) throw broken('a tag has no name');
  const isEmpty = tag.endsWith('/');
  const local = localName(name);
  reader.open(local, tag.slice(name.length, isEmpty ? -1 : undefined));
  if (isEmpty) reader.close(local);
  else open.push(name);
}

function closeTag(name: string, open: string[], reader: XmlReader): void {
  if (open.pop() !== name) throw broken(`</${name.slice(0, 40)}> closes nothing`);
  reader.close(localName(name));
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Undefined where the tag has no such attribute, whatever its prefix. */
export function attributeIn(attributes: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return value ? decoded(value[1] ?? value[2] ?? '') : undefined;
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function decoded(words: string): string {
  if (!words.includes('&')) return words;
  return words.replace(/&([^;\s&]{0,12});?/g, (whole, name: string) => {
    const sign = named[name] ?? numbered(name);
    if (sign === undefined || !whole.endsWith(';')) throw broken(`${whole} is no sign`);
    return sign;
  });
}

function numbered(name: string): string | undefined {
  const code = /^#(?:x([\da-f]+)|(\d+))$/i.exec(name);
  if (!code) return undefined;
  const point = code[1] ? Number.parseInt(code[1], 16) : Number(code[2]);
  const isSign = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return isSign ? String.fromCodePoint(point) : undefined;
}

function broken(why: string): DomainError {
  return new DomainError(
    'bad-input',
    `Expected a complete Word document, but this one breaks off or is damaged (${why}). Download it again.`,
  );
}
