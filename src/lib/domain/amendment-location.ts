/**
 * Where an amendment applies, as Parliament prints it: "Article 6 – paragraph 1 – point b a
 * (new)". The parts go from the outside in, joined by dashes of several kinds.
 *
 * L1 A letter that stands apart belongs to the number: "point d a" is point (da). So do "bis",
 *    "ter" and a minus: "indent - 1 a" is -1a. An insertion before an insertion has two letters:
 *    "Recital 7 a a" and "Recital 7 aa" are 7aa. "point g ii" lacks a dash, and is not guessed at.
 * L2 An article without numbered paragraphs has "paragraph 1"; where even that is left out
 *    ("Article 13 – subparagraph 1 c"), it is understood.
 * L3 "Title" after another part is that provision's heading; alone it is the title of the act.
 * L4 The first subparagraph is the paragraph's own text. It is told apart from the paragraph,
 *    as striking it leaves the other subparagraphs standing.
 * L5 One location may name several places: "points a and b", "Recitals 5 to 7".
 */
import { readPlaces } from './citation-grammar.ts';
import { joinPlaces, type Place } from './provision-path.ts';

/** Which words of the provision are meant. `introductory`: those before its points. */
export type LocationPart = 'whole' | 'introductory' | 'title' | 'first-subparagraph';

export interface AmendmentLocation {
  readonly path: string;
  readonly isNew: boolean;
  readonly part: LocationPart;
  /** The other places, where a location names several. */
  readonly further: readonly string[];
}

/** The place that a printed location names; undefined if it cannot be read. */
export function parseAmendmentLocation(text: string): AmendmentLocation | undefined {
  const isNew = /\(\s*new\s*\)/i.test(text);
  const parts = partsOf(text.replace(/\(\s*new\s*\)/gi, ' '));
  const part = readPart(parts);
  const named = part === 'title' || part === 'introductory' ? parts.slice(0, -1) : parts;
  const paths = readPaths(named, part);
  if (paths === undefined) return undefined;
  return { path: paths[0]!, isNew, part, further: paths.slice(1) };
}

/** Dashes part; a dash before a lone number or letter is its minus (L1). */
function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  for (const part of text.split(/\s*[–—―‒]\s*|\s+-\s+(?=[a-z]{2})|\s+-(?=[a-z]{3})/i)) {
    const words = part.replace(/\s+/g, ' ').trim();
    if (parts.length > 0 && /^\d+( [a-z])?$|^[a-z]( [a-z])?$/i.test(words)) {
      parts[parts.length - 1] += ` -${words}`;
    } else if (words !== '') parts.push(words.toLowerCase());
  }
  return parts;
}

function readPart(parts: readonly string[]): LocationPart {
  const last = parts.at(-1) ?? '';
  if (/^introduct(?:ory|ion)\b/.test(last)) return 'introductory';
  if (/^(?:title|heading)$/.test(last) && parts.length > 1) return 'title';
  if (/^(?:sub-?paragraph 1|first sub-?paragraph)$/.test(last)) return 'first-subparagraph';
  return 'whole';
}

function readPaths(parts: readonly string[], part: LocationPart): readonly string[] | undefined {
  if (parts.length === 1 && /^title(?: 1)?$/.test(parts[0]!)) return ['title'];
  const several = expandSeveral(parts);
  const paths = several.map((one) => readPath(one, part));
  return paths.every((path) => path !== undefined) && paths.length > 0 ? paths : undefined;
}

function readPath(parts: readonly string[], part: LocationPart): string | undefined {
  const places = readPlaces(parts.map(plainPart).join(', '));
  if (!places || places.at(-1)?.name === 'title') return undefined;
  return joinPlaces(part === 'first-subparagraph' ? withParagraph(places) : places);
}

/** "Article 13 – subparagraph 1" speaks of paragraph 1, which is not printed (L2). */
function withParagraph(places: readonly Place[]): readonly Place[] {
  const isArticle = places.at(-1)?.name === 'art';
  return isArticle ? [...places, { name: 'par', number: '1' }] : places;
}

/** Brings a part to the words that citations use. */
function plainPart(part: string): string {
  return part
    .replace(/- (?=\d|[a-z]\b)/g, '-')
    .replace(/^table$/, 'table 1')
    .replace(/^sub-?point\b/, 'point')
    .replace(/^(chapter|section|title|part|annex) ([ivxlc]+|\d+) ([a-z])$/, '$1 $2$3')
    .replace(/^(point|paragraph|article|recital|indent|citation) \(?(.+?)\)?$/, '$1 $2')
    .replace(/ (-?[\d.]+|-?[a-z]|[ivx]{2,}) (?![ivx]{2}$)([a-z]) ?([a-z])$/, ' $1$2$3');
}

/** "points a and b" → "point a" and "point b"; "Recitals 5 to 7" → each of the three (L5). */
function expandSeveral(parts: readonly string[]): readonly (readonly string[])[] {
  const last = parts.at(-1) ?? '';
  const match =
    /^([a-z-]+?)s ((?:-?[\da-z]+(?: [a-z])?)(?:(?:, ?| and | to )[\da-z]+(?: [a-z])?)+)$/.exec(
      last,
    );
  if (!match) return [parts];
  const before = parts.slice(0, -1);
  return numbersOf(match[2]!).map((number) => [...before, `${match[1]} ${number}`]);
}

function numbersOf(list: string): readonly string[] {
  return list.split(/, ?| and /).flatMap((item) => {
    const [first, last] = item.split(' to ');
    return last === undefined ? [item] : numbersBetween(first!, last);
  });
}

const longestRange = 200;

function numbersBetween(first: string, last: string): readonly string[] {
  if (/^\d+$/.test(first) && /^\d+$/.test(last)) {
    return range(Number(first), Number(last)).map(String);
  }
  if (/^[a-z]$/.test(first) && /^[a-z]$/.test(last)) {
    const codes = range(first.charCodeAt(0), last.charCodeAt(0));
    return codes.map((code) => String.fromCharCode(code));
  }
  return [first, last];
}

function range(from: number, to: number): readonly number[] {
  const length = Math.min(Math.max(0, to - from + 1), longestRange);
  return Array.from({ length }, (_, index) => from + index);
}
