/**
 * The grammar of citations: a list of rules, one for each way of naming a place ("Article 4",
 * "(1)", "second subparagraph"). A citation is read from the left; each rule takes its words
 * and says which places the citation now names. "Point (d) of Article 4(1)" goes from the inside
 * out, and is turned round first.
 */
import { closeUp, fromOrdinalWord, fromRoman } from './provision-number.ts';
import type { Place, PlaceName } from './provision-path.ts';

interface Reading {
  readonly places: readonly Place[];
  readonly rest: string;
}

interface Rule {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray, above: readonly Place[]) => readonly Place[] | undefined;
}

const number = String.raw`\(?(-? ?\d+(?:[a-z]{1,2}(?![a-z])| ?(?:bis|ter|quater|quinquies)\b| [a-z](?![a-z(]))?)\)?`;
const letter = String.raw`\(?(-?(?:[a-z]{1,5}|\d+(?:\.\d+)*[a-z]{0,2})(?: (?:[a-z](?![a-z(])|bis|ter|quater|quinquies))?)\)?(?![a-z\d])`;
const romanOrNumber = String.raw`([ivxlc]+[a-z]?|\d+[a-z]{0,2}|[a-z])(?![a-z\d])`;

/** One rule a way of naming a place; the first that fits is taken. */
const rules: readonly Rule[] = [
  { pattern: /^title$/, read: (_, above) => atTop(above, 'title', '') },
  { pattern: named('rec(?:ital)?s?\\.?', number), read: (m, above) => atTop(above, 'rec', m[1]!) },
  {
    pattern: named('(?:cit(?:ation)?|visa)\\.?', number),
    read: (m, above) => atTop(above, 'cit', m[1]!),
  },
  { pattern: named('art(?:icle)?s?\\.?', number), read: readArticle },
  {
    pattern: named('(?:annex|anx)', romanOrNumber),
    read: (m, above) => atTop(above, 'anx', annexNumber(m[1]!)),
  },
  { pattern: named('part', romanOrNumber), read: (m, above) => readDivision('prt', m[1]!, above) },
  { pattern: named('title', romanOrNumber), read: (m, above) => readDivision('ttl', m[1]!, above) },
  {
    pattern: named('ch(?:ap(?:ter)?)?\\.?', romanOrNumber),
    read: (m, above) => readDivision('chp', m[1]!, above),
  },
  {
    pattern: named('sec(?:tion)?\\.?', romanOrNumber),
    read: (m, above) => readDivision('sec', m[1]!, above),
  },
  {
    pattern: named('(?:par(?:a|agraph)?\\.?|§)', number),
    read: (m, above) => inside(above, 'par', m[1]!),
  },
  {
    pattern: named('(?:sub-?par(?:a|agraph)?\\.?|sub§)', number),
    read: (m, above) => readSubparagraph(above, m[1]!),
  },
  {
    pattern: /^([a-z]+) (?:sub-?paragraph|alinea)\b/,
    read: (m, above) => readOrdinal(m[1]!, (n) => readSubparagraph(above, n)),
  },
  {
    pattern: /^([a-z]+) paragraph\b/,
    read: (m, above) => readOrdinal(m[1]!, (n) => readUnnumbered(above, n)),
  },
  { pattern: named('(?:indent|tiret)', number), read: (m, above) => inside(above, 'ind', m[1]!) },
  {
    pattern: /^([a-z]+) (?:indent|tiret)\b/,
    read: (m, above) => readOrdinal(m[1]!, (n) => inside(above, 'ind', n)),
  },
  { pattern: named('table', number), read: (m, above) => inside(above, 'tbl', m[1]!) },
  {
    pattern: named('(?:sub-?)?p(?:oin)?t\\.?', letter),
    read: (m, above) => inside(above, 'pt', m[1]!),
  },
  {
    pattern: /^introductory (?:part|wording|words)$/,
    read: (_, above) => (above.length > 0 ? above : undefined),
  },
  { pattern: /^\( ?(-?[a-z\d.]{1,6}) ?\)/, read: readUnnamed },
  { pattern: /^\.(\d+[a-z]{0,2}|[ivx]+|[a-z]{1,2})(?![a-z\d])/, read: readUnnamed },
  { pattern: new RegExp(`^${number}`), read: (m, above) => atTop(above, 'art', m[1]!) },
];

function named(words: string, what: string): RegExp {
  return new RegExp(`^${words} ?${what}`);
}

/** The places that a citation names, from the outside in; undefined if it cannot be read. */
export function readPlaces(text: string): readonly Place[] | undefined {
  let rest = tidy(text).split(' of ').toReversed().join(' ');
  let places: readonly Place[] = [];
  while (rest !== '') {
    const next = readNext(rest, places);
    if (!next) return undefined;
    places = next.places;
    rest = next.rest;
  }
  return places.length === 0 ? undefined : places;
}

function tidy(text: string): string {
  const spaced = text.toLowerCase().replace(/[\s,;]+/g, ' ');
  return spaced
    .replace(/[–—−‑]/g, '-')
    .replace(/^ | $/g, '')
    .replace(/\.$/, '');
}

function readNext(text: string, above: readonly Place[]): Reading | undefined {
  for (const rule of rules) {
    const match = rule.pattern.exec(text);
    const places = match && rule.read(match, above);
    if (match && places) return { places, rest: text.slice(match[0].length).replace(/^ /, '') };
  }
  return undefined;
}

function atTop(above: readonly Place[], name: PlaceName, text: string): Place[] | undefined {
  return above.length === 0 ? [place(name, text)] : undefined;
}

/** Articles never carry their chapter: "Chapter II, Article 5" is just Article 5. */
function readArticle(match: RegExpExecArray, above: readonly Place[]): Place[] | undefined {
  return above.every(isDivision) ? [place('art', match[1]!)] : undefined;
}

function isDivision(one: Place): boolean {
  return ['prt', 'ttl', 'chp', 'sec'].includes(one.name);
}

/** Chapters are numbered in Roman figures and kept as 2; parts of an annex keep their letter. */
function readDivision(name: PlaceName, text: string, above: readonly Place[]) {
  if (above[0]?.name === 'anx') return [...above, place(name, annexNumber(text))];
  if (!above.every(isDivision)) return undefined;
  return [...above, place(name, arabic(text))];
}

/** Annexes and their parts keep the figure or letter they carry: IV, IVa, A. */
function annexNumber(text: string): string {
  const inserted = text.length > 1 && fromRoman(text) === undefined;
  return inserted ? text.slice(0, -1).toUpperCase() + text.slice(-1) : text.toUpperCase();
}

function arabic(text: string): string {
  const whole = fromRoman(text);
  if (whole !== undefined) return String(whole);
  const inserted = fromRoman(text.slice(0, -1));
  return inserted === undefined ? text : `${inserted}${text.slice(-1)}`;
}

function inside(above: readonly Place[], name: PlaceName, text: string): Place[] | undefined {
  const last = above.at(-1);
  if (!last || last.name === 'title') return undefined;
  const needsParagraph = last.name === 'art' && name !== 'par';
  return [...above, ...(needsParagraph ? [place('par', '1')] : []), place(name, text)];
}

/** The first subparagraph is the paragraph itself, so it leaves no trace in the path. */
function readSubparagraph(above: readonly Place[], text: string) {
  const places = inside(above, 'sub', text);
  const holdsOwnWords = !['anx', 'prt', 'sec'].includes(above.at(-1)?.name ?? '');
  return holdsOwnWords && places?.at(-1)?.number === '1' ? places.slice(0, -1) : places;
}

/** "Article 12, second paragraph" counts the unnumbered paragraphs of an article. */
function readUnnumbered(above: readonly Place[], text: string) {
  return above.at(-1)?.name === 'art' ? readSubparagraph(above, text) : undefined;
}

function readOrdinal<T>(word: string, read: (number: string) => T): T | undefined {
  const value = fromOrdinalWord(word);
  return value === undefined ? undefined : read(String(value));
}

/** In "4(1)(d)" and "4.1.d" what follows the article is its paragraph if a figure, else a point. */
function readUnnamed(match: RegExpExecArray, above: readonly Place[]) {
  const text = match[1]!;
  const isParagraph = above.at(-1)?.name === 'art' && /\d/.test(text);
  return inside(above, isParagraph ? 'par' : 'pt', text);
}

function place(name: PlaceName, text: string): Place {
  return { name, number: name === 'anx' || name === 'prt' ? text : closeUp(text) };
}
