/**
 * Builds the provisions of an act from its lines. Paths are made of printed numbers; where none
 * is printed, of the place in order. What becomes of the words inside is told in
 * provision-body.ts, what of a path that occurs twice in provision-tree.ts.
 */
import { childPath, step } from '#domain/provision-path.ts';
import type { ActText } from '#domain/provision.ts';
import type { ActLine } from './act-line.ts';
import { divisionKey, type DivisionName, parseDivisionHeading } from './headings.ts';
import type { ReadingNotes } from './reading-notes.ts';
import { bareNumber, pathKey } from './printed-number.ts';
import { ProvisionBody } from './provision-body.ts';
import { append, type ProvisionNode } from './provision-node.ts';
import { ProvisionTree } from './provision-tree.ts';
import { beginning } from './text.ts';

const divisionRank: Record<DivisionName, number> = { prt: 0, ttl: 1, chp: 2, sec: 3 };

export class ActBuilder {
  readonly #notes: ReadingNotes;
  readonly #tree: ProvisionTree;
  readonly #body: ProvisionBody;
  #divisions: { node: ProvisionNode; rank: number }[] = [];
  #annexParts: { node: ProvisionNode; depth: number }[] = [];

  constructor(title: string, notes: ReadingNotes) {
    this.#notes = notes;
    this.#tree = new ProvisionTree(notes);
    this.#body = new ProvisionBody(this.#tree);
    if (title !== '') this.#tree.add('title', null, null, { text: title });
  }

  add(line: ActLine): void {
    switch (line.kind) {
      case 'citation':
        return this.#citation(line.text);
      case 'recital':
        return this.#recital(line.number, line.text);
      case 'division':
        return this.#division(line.name, line.number, line.text);
      case 'division-name':
        return this.#nameDivision(line.text);
      case 'article':
        return this.#article(line.number, line.text, line.printed);
      case 'heading':
        return this.#heading(line.text);
      case 'annex':
        return this.#annex(line.number, line.text);
      case 'annex-part':
        return this.#annexPart(line.number, line.text, line.depth);
      case 'paragraph':
        return this.#body.paragraph(line.printed, line.text, line.readAs);
      case 'item':
        return this.#body.item(line.printed, line.text, line.indent);
      case 'text':
        return this.#body.text(line.text, line.indent);
      case 'quoted':
        return this.#body.quoted(line.text);
      case 'table':
        return this.#body.table(line.rows);
    }
  }

  /** "This Regulation shall be binding …" stands after all divisions and closes the last article. */
  close(words: readonly string[]): void {
    const last = this.#tree.findLast(({ kind }) => kind === 'paragraph' || kind === 'article');
    if (last?.kind === 'paragraph') this.#body.begin(last.parent, last);
    else if (last) this.#body.begin(last);
    for (const text of words) this.#body.text(text, 0);
  }

  finish(): ActText {
    return this.#tree.toAct();
  }

  #citation(text: string): void {
    const path = step('cit', `${this.#tree.count('citation') + 1}`);
    this.#body.begin(this.#tree.add(path, null, null, { text }));
  }

  #recital(printed: string | null, text: string): void {
    const number = printed === null ? null : bareNumber(printed);
    const key = number === null ? `${this.#tree.count('recital') + 1}` : pathKey(number);
    this.#body.begin(this.#tree.add(step('rec', key), number, null, { text }));
  }

  #division(name: DivisionName, number: string | null, text: string): void {
    const rank = divisionRank[name];
    this.#divisions = this.#divisions.filter((open) => open.rank < rank);
    const above = this.#divisions.at(-1)?.node ?? null;
    const order = above ? above.children : this.#tree.count('division');
    const key = number === null ? `${order + 1}` : divisionKey(number);
    const path = above ? childPath(above.path, name, key) : step(name, key);
    this.#divisions.push({ node: this.#tree.add(path, number, above, { text }), rank });
    this.#body.begin(null);
  }

  #nameDivision(text: string): void {
    const last = this.#tree.last;
    const isOpen = last?.kind === 'division' || (last?.kind === 'annex-part' && last.text === '');
    if (last && isOpen) return append(last, text);
    if (annexOf(this.#body.top)) return this.#annexPart(null, text, 2);
    this.#division('prt', null, text);
  }

  #article(number: string | null, text: string, printed: string): void {
    if (number === null) this.#notes.warn(`The heading “${beginning(printed)}” has no number.`);
    const key = number === null ? `${this.#tree.count('article') + 1}` : pathKey(number);
    this.#body.begin(this.#tree.add(step('art', key), number, null, { text }));
  }

  /** The name of the article or annex whose number stood on the line before. */
  #heading(text: string): void {
    const last = this.#tree.last;
    if (last?.kind === 'article' || last?.kind === 'annex') append(last, text);
    else this.#body.text(text, 0);
  }

  #annex(number: string | null, text: string): void {
    const key = number === null ? `${this.#tree.count('annex') + 1}` : partKey(number);
    this.#annexParts = [];
    this.#body.begin(this.#tree.add(step('anx', key), number, null, { text }));
  }

  #annexPart(printed: string | null, text: string, depth: number): void {
    this.#annexParts = this.#annexParts.filter((open) => open.depth < depth);
    const above = this.#annexParts.at(-1)?.node ?? annexOf(this.#body.top);
    if (!above) return this.#body.text(text, 0);
    const heading = printed === null ? parseDivisionHeading(text) : undefined;
    const number = heading?.number ?? (printed === null ? null : bareNumber(printed));
    const key = number === null ? `${above.children + 1}` : partKey(number);
    const path = childPath(above.path, heading?.name ?? 'prt', key);
    const node = this.#tree.add(path, number, above, { text: heading ? heading.text : text });
    this.#annexParts.push({ node, depth });
    this.#body.begin(node);
  }
}

function annexOf(node: ProvisionNode | null): ProvisionNode | null {
  for (let at = node; at; at = at.parent) if (at.kind === 'annex') return at;
  return null;
}

/** Annexes and their parts keep the letter or figure they carry: "IV", "A". */
function partKey(number: string): string {
  return number.replace(/[/_\s]+/g, '-');
}
