/** JSON within bounds: how deep it nests and how much it holds is looked at before it is made. */
import { DomainError } from '#domain/errors.ts';
import { refusal } from './guard.ts';

const deepest = 40;
const mostParts = 2_000_000;

/** DomainError where it is damaged (with the place), too deep or too much. */
export function parseJson(text: string): unknown {
  guardJson(text);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new DomainError(
      'bad-input',
      `Expected complete JSON, but this file breaks off or is damaged ${placeIn(String(error), text)}. Download it again.`,
    );
  }
}

/** Brackets and commas in strings do not count. */
function guardJson(text: string): void {
  let depth = 0;
  let parts = 0;
  for (const [mark] of text.matchAll(/"(?:[^"\\]|\\[^])*"?|[[\]{},]/g)) {
    if (mark === '[' || mark === '{') depth++;
    else if (mark === ']' || mark === '}') depth--;
    else if (mark === ',') parts++;
    if (depth > deepest) throw refusal(`its JSON is nested more than ${deepest} deep`);
    if (parts > mostParts) throw refusal(`its JSON has more than ${mostParts} parts`);
  }
}

/** "in line 3, column 15", from what the parser says. */
function placeIn(problem: string, text: string): string {
  const position = /position (\d+)/.exec(problem)?.[1];
  const before = position === undefined ? text : text.slice(0, Number(position));
  const line = before.split('\n');
  return `in line ${line.length}, column ${line.at(-1)!.length + 1}`;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list, or the one object that the file is. */
export function objectsIn(value: unknown): readonly JsonObject[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}

/** A string with words in it; a number counts as its figures. */
export function stringIn(object: JsonObject, name: string): string | null {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
}
