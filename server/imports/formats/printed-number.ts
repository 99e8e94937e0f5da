/**
 * Numbers as printed before a provision: "5.", "(ba)", "(-1)", "—". A key is the number closed
 * up and in lower case, as paths carry it. Lists are recognised by their numbers: which style
 * they have, which number opens one and which follows another.
 */
import { closeUp, fromRoman } from '#domain/provision-number.ts';

const dashes = /^[–—−‒•·▪○*‑-]$/u;

/** "(ba)" → "ba", "5." → "5", "‘(1)" → "1"; null for a dash or a bullet or nothing. */
export function bareNumber(printed: string): string | null {
  const bare = printed.replace(/[‘’“”„«»'"()[\]\s]+/g, ' ').trim();
  if (bare === '' || dashes.test(bare)) return null;
  return bare.replace(/[.)º°:]+$/, '').replace(/\s+/g, ' ');
}

export function isDash(printed: string): boolean {
  return dashes.test(printed.trim());
}

/** Whether a short text can be the number of a list item: "(a)", "12.", "iv)", "—", "A.1." */
export function isPrintedNumber(text: string): boolean {
  if (isDash(text)) return true;
  return /^[‘“„«'"]?[([]?[-–−]?(?:\d{1,4}(?:\.\d{1,3})*[a-z]{0,3}|[\p{L}]{1,5}|[\p{L}]\.?\d{1,3})(?:[ .][a-z]{1,2})?[\])]?[.):]?[’”»'"]?$/u.test(
    text,
  );
}

/** The number as a step of a path: "6 a" → "6a", never with a slash or a blank. */
export function pathKey(number: string): string {
  return closeUp(number).replace(/[/_\s]+/g, '-');
}

/** A number at the very beginning of a paragraph: "5.   Member States …". */
export function splitLeadingNumber(text: string): readonly [number: string, rest: string] | null {
  const match = /^([-–−]?\s?\d{1,3}\s?[a-z]{0,2})\.\s+(?=\S)/.exec(text);
  return match ? [match[1]!.trim(), text.slice(match[0].length)] : null;
}

/** Also "(a) text" and "— text", for formats that do not set the number apart. */
export function splitLeadingMark(text: string): readonly [printed: string, rest: string] | null {
  const match =
    /^(\([-–]?(?:\d{1,3}[a-z]{0,2}|[\p{L}]{1,5})\)|\d{1,3}[a-z]?\.|[–—•·-])\s*(?=\S)/u.exec(text);
  return match ? [match[1]!, text.slice(match[0].length)] : null;
}

type Style = 'number' | 'letter' | 'roman';

function stylesOf(key: string): readonly Style[] {
  if (/^-?\d/.test(key)) return ['number'];
  if (fromRoman(key) === undefined) return ['letter'];
  return key.length === 1 ? ['letter', 'roman'] : ['roman', 'letter'];
}

/** Whether a number opens a list. */
export function opensList(key: string): boolean {
  return /^(?:-?1|a|-a|i|α|а)$/.test(key);
}

/** Whether a number comes right after another in one list; insertions count ("b", "ba"). */
export function follows(before: string, key: string): boolean {
  return stylesOf(before).some(
    (style) => stylesOf(key).includes(style) && isNext(style, before, key),
  );
}

function isNext(style: Style, before: string, key: string): boolean {
  if (style === 'roman') return (fromRoman(before) ?? 0) + 1 === fromRoman(key);
  const [first, firstRest] = baseOf(style, before);
  const [second, secondRest] = baseOf(style, key);
  if (first === second) return secondRest > firstRest;
  return second - first === 1 && secondRest === '';
}

function baseOf(style: Style, key: string): readonly [base: number, rest: string] {
  if (style === 'number') {
    const match = /^(-?\d+)(.*)$/.exec(key);
    return match ? [Number(match[1]), match[2]!] : [Number.NaN, ''];
  }
  const negative = key.startsWith('-');
  const letters = negative ? key.slice(1) : key;
  return [negative ? 0 : letters.charCodeAt(0), letters.slice(1)];
}

/** Whether two numbers could stand in one list at all. */
export function sameStyle(one: string, other: string): boolean {
  return stylesOf(one).some((style) => stylesOf(other).includes(style));
}
