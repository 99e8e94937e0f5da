/**
 * Headings of articles, divisions and annexes, in the languages of the Union: "Article 6a",
 * "Artículo 1", "1. cikk", "CHAPTER II", "I LUKU", "ANNEX IV". The word comes before the number
 * or after it; the heading proper may follow on the same line or on the next.
 */
import { fromRoman } from '#domain/provision-number.ts';

export type DivisionName = 'prt' | 'ttl' | 'chp' | 'sec';

export interface Heading {
  /** As printed: "II", "6a"; null where none is printed. */
  readonly number: string | null;
  readonly text: string;
}

export interface DivisionHeading extends Heading {
  readonly name: DivisionName;
}

const divisionWords: Record<DivisionName, string> = {
  prt: 'part partie teil parte deel część partea част část časť del dio μέρος osa rész dalis daļa parti cuid',
  ttl: 'title titre titel título titolo tytuł titlul дял hlava naslov τίτλος jaotis osasto cím sadaļa titolu avdelning afsnit teideal',
  chp: 'chapter chapitre kapitel capítulo capitolo capo hoofdstuk rozdział capitolul глава kapitola poglavje poglavlje glava κεφάλαιο peatükk luku fejezet skyrius nodaļa kapitolu caibidil',
  sec: 'section subsection abschnitt unterabschnitt sección sezione secção afdeling sekcja secțiunea раздел oddíl oddiel oddelek odsek odjeljak τμήμα ενότητα jagu jakso szakasz skirsnis iedaļa taqsima avsnitt roinn',
};

const annexWords =
  'annex annexe anhang anexo allegato bijlage załącznik anexa anexă приложение příloha príloha priloga prilog bilag bilaga παράρτημα lisa liite melléklet priedas pielikums anness iarscríbhinn';

const articleWords =
  'article artículo artikel articolo artigo άρθρο artikla artykuł článek článok člen članak artikolu articolul член airteagal cikk pants straipsnis';

const divisionOf = new Map<string, DivisionName>();
for (const [name, words] of Object.entries(divisionWords)) {
  for (const word of words.split(' ')) divisionOf.set(plain(word), name as DivisionName);
}
const articleWordSet = new Set(articleWords.split(' ').map(plain));
const annexWordSet = new Set(annexWords.split(' ').map(plain));
const numberWords = new Map(
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'
    .split(' ')
    .map((word, i) => [word, `${i + 1}`]),
);
const firstWords = new Set(['premier', 'première', 'primero', 'único', 'unique', 'unico', 'sole']);

const wordThenNumber =
  /^\p{L}+\.?\s+(-?\d{1,4}(?:[a-z]{1,2}(?!\p{L})|\s[a-z](?!\p{L}))?)(?:\.?[oº°](?!\p{L})|\.)?/u;
const numberThenWord = /^(-?\d{1,4}(?:\/?[A-Z]|[a-z]{1,2}(?!\p{L}))?)\.?\s+\p{L}+/u;

/** "Article 6a" and what follows; undefined where the line holds no number of an article. */
export function parseArticleHeading(printed: string): Heading | undefined {
  const { line, rest } = firstLine(printed.replace(/^[‘“„«'"\s]+/, ''));
  const match = wordThenNumber.exec(line) ?? numberThenWord.exec(line);
  if (match) return { number: match[1]!.replace(/\s/g, ''), text: join(cut(line, match[0]), rest) };
  const word = /^(?:\p{L}+\s+)(\p{L}+)$/u.exec(line)?.[1]?.toLowerCase();
  return word && firstWords.has(word) ? { number: '1', text: rest } : undefined;
}

/** Whether a line is the number of an article and nothing else: "Article 6a", "6. cikk". */
export function isArticleNumber(line: string): boolean {
  const heading = line.length < 40 ? parseArticleHeading(line) : undefined;
  return heading?.text === '' && line.split(/\s+/).some((word) => articleWordSet.has(plain(word)));
}

/** "CHAPTER II" with or without its name; undefined where no word for a division is found. */
export function parseDivisionHeading(printed: string): DivisionHeading | undefined {
  const { line, rest } = firstLine(printed);
  const words = /^(\S+)\s+(\S+)/u.exec(line);
  if (!words) return undefined;
  const [whole, one, two] = words as unknown as [string, string, string];
  const before = divisionOf.get(plain(one));
  const after = divisionOf.get(plain(two));
  const name = before ?? after;
  const number = divisionNumber(before ? two : one);
  if (!name || number === undefined) return undefined;
  return { name, number, text: join(cut(line, whole), rest) };
}

/** "ANNEX IV" or "ANNEX"; undefined where the line does not begin with the word. */
export function parseAnnexHeading(printed: string): Heading | undefined {
  const { line, rest } = firstLine(printed);
  const words = line.split(/\s+/);
  const at = words.slice(0, 2).findIndex((word) => annexWordSet.has(plain(word)));
  if (at < 0) return undefined;
  const other = at === 0 ? words[1] : words[0];
  const number = other === undefined ? undefined : annexNumber(other);
  if (at === 1 && number === undefined) return undefined;
  const used = words.slice(0, number === undefined ? 1 : 2).join(' ');
  return { number: number ?? null, text: join(cut(words.join(' '), used), rest) };
}

/** The number of a division in a path: Roman figures become Arabic ones. */
export function divisionKey(number: string): string {
  const match = /^([IVXLC]+)([a-z]*)$/i.exec(number);
  const value = match && fromRoman(match[1]!);
  return value ? `${value}${match[2]!.toLowerCase()}` : number.toLowerCase();
}

function divisionNumber(word: string): string | undefined {
  const bare = word.replace(/[.:–—-]+$/, '');
  if (numberWords.has(bare.toLowerCase())) return numberWords.get(bare.toLowerCase());
  if (/^(?:\d{1,3}[a-zA-Z]?|[A-Z])$/.test(bare)) return bare;
  return /^[IVXLCivxlc]+[a-z]?$/.test(bare) && fromRoman(bare.replace(/[a-z]$/, '') || bare)
    ? bare
    : undefined;
}

function annexNumber(word: string): string | undefined {
  const bare = word.replace(/[.:–—-]+$/, '');
  return /^(?:[IVXLC]+[a-z]?|\d{1,3}[a-z]?|[A-Z])$/.test(bare) ? bare : undefined;
}

/** Capitals are often printed without their accents. */
function plain(word: string): string {
  const bare = word.toLowerCase().replace(/[.:]+$/, '');
  return bare.normalize('NFD').replace(/\p{M}/gu, '');
}

function firstLine(printed: string): { line: string; rest: string } {
  const at = printed.indexOf('\n');
  if (at < 0) return { line: printed.trim(), rest: '' };
  return { line: printed.slice(0, at).trim(), rest: printed.slice(at + 1).trim() };
}

function cut(line: string, used: string): string {
  return line
    .slice(used.length)
    .replace(/^[\s.:–—-]+/, '')
    .trim();
}

function join(one: string, other: string): string {
  return [one, other].filter((part) => part !== '').join('\n');
}
