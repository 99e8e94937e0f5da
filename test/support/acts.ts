/**
 * Small acts in one line: `act(recital(1, '…'), article(5, 'Records', paragraph(1, '…',
 * point('a', '…'))))`. A paragraph without a number is `paragraph(null, '…')`.
 */
import { formatCitation } from '#domain/citation.ts';
import type { ActText, Amendment, AmendmentLine, Provision } from '#domain/provision.ts';
import { childPath, kindOfPath, step, type PlaceName } from '#domain/provision-path.ts';

/** A provision that does not know yet what holds it. */
export interface Sketch {
  readonly name: PlaceName;
  readonly key: string;
  readonly number: string | null;
  readonly text: string;
  readonly inside: readonly Sketch[];
}

type Number = string | number;

export function act(...sketches: readonly Sketch[]): ActText {
  const provisions = sketches.flatMap((sketch) => place(sketch, undefined));
  const title = provisions.find(({ kind }) => kind === 'title')?.text ?? '';
  return { title, provisions };
}

function place(sketch: Sketch, above: string | undefined): readonly Provision[] {
  const { name, key, number, text, inside } = sketch;
  const path = above === undefined ? step(name, key) : childPath(above, name, key);
  const own = { path, kind: kindOfPath(path), number, text, locator: formatCitation(path) };
  return [own, ...inside.flatMap((one) => place(one, path))];
}

function sketch(name: PlaceName, number: Number, text: string, inside: readonly Sketch[] = []) {
  return { name, key: String(number), number: String(number), text, inside };
}

export const title = (text: string): Sketch => ({ ...sketch('title', '', text), number: null });
export const recital = (number: Number, text: string): Sketch => sketch('rec', number, text);
export const chapter = (number: Number, text: string): Sketch => sketch('chp', number, text);
export const annex = (number: Number, text: string, ...inside: readonly Sketch[]): Sketch =>
  sketch('anx', number, text, inside);

export const article = (number: Number, heading: string, ...inside: readonly Sketch[]): Sketch =>
  sketch('art', number, heading, inside);

export const paragraph = (
  number: Number | null,
  text: string,
  ...inside: readonly Sketch[]
): Sketch =>
  number === null
    ? { ...sketch('par', 1, text, inside), number: null }
    : sketch('par', number, text, inside);

export const subparagraph = (
  count: Number,
  text: string,
  ...inside: readonly Sketch[]
): Sketch => ({ ...sketch('sub', count, text, inside), number: null });

export const point = (number: Number, text: string, ...inside: readonly Sketch[]): Sketch =>
  sketch('pt', number, text, inside);

/** "5. Exporters …" → number 5; a line without a number begins with "| ". Two blanks a level. */
export function lines(...printed: readonly string[]): readonly AmendmentLine[] {
  return printed.map((line) => {
    const level = (line.length - line.trimStart().length) / 2;
    const match = /^(?:\|\s*|(Article \w+)$|\(?([\w-]+|—)[.)]?\s+)(.*)$/.exec(line.trim())!;
    return { number: match[1] ?? match[2] ?? null, text: match[3]!, level };
  });
}

export function amendment(
  number: Number,
  location: string,
  original: readonly AmendmentLine[],
  amended: readonly AmendmentLine[] | 'deleted',
): Amendment {
  const deletes = amended === 'deleted';
  return { number: String(number), location, original, amended: deletes ? [] : amended, deletes };
}
