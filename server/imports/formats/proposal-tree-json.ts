/**
 * A text as a list of places, each with its kind, its number, the place above it and its words in
 * several languages. The list is in the order of the text.
 */
import { languageName } from '#domain/language-name.ts';
import type { ActText } from '#domain/provision.ts';
import { ActBuilder } from './act-builder.ts';
import type { ActLine } from './act-line.ts';
import { refusal } from './guard.ts';
import type { DivisionName } from './headings.ts';
import { isObject, type JsonObject, objectsIn, stringIn } from './json.ts';
import type { ReadingNotes } from './reading-notes.ts';
import { languageCode } from './reference.ts';
import { GONE, tidy } from './text.ts';

export interface TreeText {
  readonly act: ActText;
  /** Undefined where the words come in one language, which is not named. */
  readonly language: string | undefined;
}

export function readProposalTree(json: unknown, notes: ReadingNotes): TreeText {
  const nodes = objectsIn(json).filter((node) => stringIn(node, 'type') !== null);
  if (nodes.length === 0) throw refusal('its JSON holds no places with a “type”');
  const language = chooseLanguage(nodes, notes);
  const reader = new TreeReader(nodes, language);
  const title = nodes.find(isActTitle);
  const builder = new ActBuilder(title ? reader.words(title) : '', notes);
  for (const node of nodes) {
    const line = node === title ? undefined : reader.line(node, notes);
    if (line) builder.add(line);
  }
  return { act: builder.finish(), language };
}

/** English where it is there, else the first; a text in other languages too says which. */
function chooseLanguage(nodes: readonly JsonObject[], notes: ReadingNotes): string | undefined {
  const codes = new Set<string>();
  for (const { text } of nodes.slice(0, 50))
    if (isObject(text)) for (const code of Object.keys(text).slice(0, 30)) codes.add(code);
  const known = [...codes].filter((code) => languageCode(code) !== null);
  const chosen = known.find((code) => languageCode(code) === 'en') ?? known[0];
  const others = known.filter((code) => code !== chosen);
  if (chosen !== undefined && others.length > 0)
    notes.warn(
      `The file holds the text in ${known.length} languages; the ${nameOf(chosen)} one was taken. Also in it: ${others.map(nameOf).join(', ')}.`,
    );
  return chosen;
}

function nameOf(code: string): string {
  return languageName(languageCode(code) ?? code);
}

function isActTitle(node: JsonObject): boolean {
  return stringIn(node, 'type') === 'title' && stringIn(node, 'num') === null;
}

const divisions: Readonly<Record<string, DivisionName>> = {
  part: 'prt',
  title: 'ttl',
  chapter: 'chp',
  section: 'sec',
};

/** "[48]" is the mark of a footnote. */
function withoutNotes(text: string): string {
  return tidy(text.replace(/\[\d{1,3}\]/g, GONE));
}

class TreeReader {
  readonly #byId: ReadonlyMap<string, JsonObject>;
  readonly #language: string | undefined;

  constructor(nodes: readonly JsonObject[], language: string | undefined) {
    this.#byId = new Map(nodes.map((node) => [stringIn(node, 'id') ?? '', node]));
    this.#language = language;
  }

  words(node: JsonObject): string {
    const { text } = node;
    if (typeof text === 'string') return withoutNotes(text);
    const inLanguage = isObject(text) && this.#language ? stringIn(text, this.#language) : null;
    return withoutNotes(inLanguage ?? '');
  }

  line(node: JsonObject, notes: ReadingNotes): ActLine | undefined {
    const type = stringIn(node, 'type') ?? '';
    const number = stringIn(node, 'num');
    const text = this.words(node);
    const division = Object.hasOwn(divisions, type) ? divisions[type] : undefined;
    if (division) return { kind: 'division', name: division, number, text };
    switch (type) {
      case 'citation':
        return { kind: 'citation', text };
      case 'recital':
        return { kind: 'recital', number, text };
      case 'article':
        return { kind: 'article', number, text, printed: text };
      case 'annex':
        return { kind: 'annex', number, text };
      case 'paragraph':
        return number === null
          ? { kind: 'text', text, indent: 0 }
          : { kind: 'paragraph', printed: `${number}.`, text };
      case 'point':
      case 'indent':
        return {
          kind: 'item',
          printed: number === null ? '–' : `(${number})`,
          text,
          indent: this.#depth(node),
        };
      case 'introduction':
      case 'subparagraph':
        return { kind: 'text', text, indent: this.#depth(node) };
      default:
        notes.warn(`The kind “${type.slice(0, 40)}” is not known; it was read as plain text.`);
        return { kind: 'text', text, indent: 0 };
    }
  }

  /** In how many points a place lies. */
  #depth(node: JsonObject): number {
    let depth = 0;
    let above = this.#above(node);
    for (let steps = 0; above && steps < 20; steps++, above = this.#above(above))
      if (/^(?:point|indent)$/.test(stringIn(above, 'type') ?? '')) depth++;
    return depth;
  }

  #above(node: JsonObject): JsonObject | undefined {
    const parent = stringIn(node, 'parent');
    return parent === null ? undefined : this.#byId.get(parent);
  }
}
