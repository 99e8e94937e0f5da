/**
 * Builds the provisions of an act from its lines. Paths are made of printed numbers:
 *
 * - A text without a number directly in an article opens its paragraph 1 (`art_7/par_1`).
 * - Every further text without a number is a subparagraph of what it continues (`…/sub_2`).
 * - Points belong to the text that introduces them: `art_3/par_6/pt_a` after the first text,
 *   `art_3/par_6/sub_2/pt_a` after the second, as citations name them. A list that carries on
 *   after an interruption stays where it began. In annexes points hang on the annex itself
 *   (`anx_I/pt_2`), whatever texts stand between, as long as the number is free.
 * - Where a path has occurred before, "--2", "--3" is added to its last step, with a warning.
 */
import { type PlaceName, childPath, step } from '#domain/provision-path.ts';
import type { ActText } from '#domain/provision.ts';
import type { ActLine } from './act-line.ts';
import { divisionKey, type DivisionName, parseDivisionHeading } from './headings.ts';
import type { ReadingNotes } from './imported-document.ts';
import { ListStack } from './list-stack.ts';
import { bareNumber, follows, isDash, opensList, pathKey } from './printed-number.ts';
import { newNode, type ProvisionNode, toProvision } from './provision-node.ts';
import { beginning } from './text.ts';

const divisionRank: Record<DivisionName, number> = { prt: 0, ttl: 1, chp: 2, sec: 3 };

export class ActBuilder {
  readonly #notes: ReadingNotes;
  readonly #nodes: ProvisionNode[] = [];
  readonly #taken = new Map<string, number>();
  readonly #lists = new ListStack();
  #divisions: ProvisionNode[] = [];
  #annexParts: { node: ProvisionNode; depth: number }[] = [];
  /** What stands on its own: a recital, an article, an annex or part of one. */
  #top: ProvisionNode | null = null;
  /** What texts and outermost items belong to: a paragraph, a recital, an annex. */
  #base: ProvisionNode | null = null;
  /** Numbered lines of this article are points of its opening words. */
  #numbersArePoints = false;

  constructor(title: string, notes: ReadingNotes) {
    this.#notes = notes;
    if (title !== '') this.#add('title', null, null, { text: title });
  }

  add(line: ActLine): void {
    switch (line.kind) {
      case 'citation':
        this.#begin(
          this.#add(step('cit', `${this.#count('citation') + 1}`), null, null, { text: line.text }),
        );
        return;
      case 'recital':
        return this.#recital(line.number, line.text);
      case 'division':
        return this.#division(line.name, line.number, line.text);
      case 'division-name':
        return this.#nameDivision(line.text);
      case 'article':
        return this.#article(line.number, line.text, line.printed);
      case 'article-heading':
        return this.#headArticle(line.text);
      case 'annex':
        return this.#annex(line.number, line.text);
      case 'annex-part':
        return this.#annexPart(line.number, line.text, line.depth);
      case 'paragraph':
        return this.#paragraph(line.printed, line.text, line.readAs);
      case 'item':
        return this.#item(line.printed, line.text, line.indent);
      case 'text':
        return this.#text(line.text, line.indent);
      case 'quoted':
        return this.#quoted(line.text);
      case 'table':
        return this.#table(line.rows);
    }
  }

  /** The last article again, for the closing words that stand after all divisions. */
  returnToLastArticle(): void {
    const last = this.#nodes.findLast(
      (node) => node.kind === 'paragraph' || node.kind === 'article',
    );
    if (!last) return;
    this.#begin(last.kind === 'article' ? last : last.parent);
    if (last.kind === 'paragraph') this.#base = last;
  }

  finish(): ActText {
    const title = this.#nodes[0]?.kind === 'title' ? this.#nodes[0].text : '';
    return { title, provisions: this.#nodes.map(toProvision) };
  }

  #recital(printed: string | null, text: string): void {
    const number = printed === null ? null : bareNumber(printed);
    const key = number === null ? `${this.#count('recital') + 1}` : pathKey(number);
    this.#begin(this.#add(step('rec', key), number, null, { text }));
  }

  #division(name: DivisionName, number: string | null, text: string): void {
    const rank = divisionRank[name];
    this.#divisions = this.#divisions.filter((open) => divisionRank[nameOf(open)] < rank);
    const above = this.#divisions.at(-1) ?? null;
    const key =
      number === null ? `${(above?.children ?? this.#count('division')) + 1}` : divisionKey(number);
    const path = above ? childPath(above.path, name, key) : step(name, key);
    this.#divisions.push(this.#add(path, number, above, { text }));
    this.#begin(null);
  }

  #nameDivision(text: string): void {
    const last = this.#nodes.at(-1);
    if (last?.kind === 'division' || last?.kind === 'annex-part') return append(last, text);
    const heading = parseDivisionHeading(text);
    if (heading) this.#division(heading.name, heading.number, heading.text);
    else this.#division('prt', null, text);
  }

  #article(number: string | null, text: string, printed: string): void {
    if (number === null) this.#notes.warn(`The heading “${beginning(printed)}” has no number.`);
    const key = number === null ? `${this.#count('article') + 1}` : pathKey(number);
    this.#begin(this.#add(step('art', key), number, null, { text }));
  }

  #headArticle(text: string): void {
    const last = this.#nodes.at(-1);
    if (last?.kind === 'article' || last?.kind === 'annex') append(last, text);
    else this.#text(text, 0);
  }

  #annex(number: string | null, text: string): void {
    const key = number ?? `${this.#count('annex') + 1}`;
    this.#annexParts = [];
    this.#begin(this.#add(step('anx', key), number, null, { text }));
  }

  #annexPart(number: string | null, text: string, depth: number): void {
    this.#annexParts = this.#annexParts.filter((open) => open.depth < depth);
    const above = this.#annexParts.at(-1)?.node ?? this.#annexOf(this.#top);
    if (!above) return this.#text(text, 0);
    const heading = number === null ? parseDivisionHeading(text) : undefined;
    const bare = heading?.number ?? (number === null ? null : bareNumber(number));
    const path = childPath(
      above.path,
      heading?.name ?? 'prt',
      pathOfPart(bare) ?? `${above.children + 1}`,
    );
    const node = this.#add(path, bare, above, { text: heading ? heading.text : text });
    this.#annexParts.push({ node, depth });
    this.#begin(node);
  }

  #paragraph(printed: string, text: string, readAs?: string): void {
    if (this.#top?.kind !== 'article' || this.#numbersArePoints)
      return this.#item(printed, text, 0);
    const number = bareNumber(printed);
    if (number === null) return this.#text(text, 0);
    if (this.#introducesList(number)) {
      this.#numbersArePoints = true;
      return this.#item(printed, text, 0);
    }
    this.#lists.clear();
    this.#base = this.#add(
      childPath(this.#top.path, 'par', readAs ?? pathKey(number)),
      number,
      this.#top,
      {
        text,
      },
    );
  }

  /** "For the purposes of this Regulation:" and then "1. …": the numbers are points of it. */
  #introducesList(number: string): boolean {
    const isOpening = this.#base?.kind === 'paragraph' && this.#base.number === null;
    return (
      isOpening && number === '1' && this.#base!.children === 0 && this.#base!.text.endsWith(':')
    );
  }

  #item(printed: string, text: string, indent: number): void {
    const base = this.#baseForText();
    if (!base) return this.#outside(`${printed} ${text}`);
    const number = bareNumber(printed);
    const key = number === null ? null : pathKey(number);
    const holder = this.#lists.holderOfItem(key, indent);
    const parent = holder ? (holder.lastText ?? holder) : this.#parentOfOutermost(base, key);
    const node = this.#addItem(parent, number, key, { indent, text });
    if (!holder) base.lastItem = node;
    this.#lists.push(node);
    if (number === null && !isDash(printed) && printed !== '') {
      this.#notes.warn(`“${printed}” was read as a dash.`);
    }
  }

  #addItem(
    parent: ProvisionNode,
    number: string | null,
    key: string | null,
    more: { indent: number; text: string },
  ): ProvisionNode {
    if (key === null) parent.dashes++;
    const path = childPath(parent.path, key === null ? 'ind' : 'pt', key ?? `${parent.dashes}`);
    return this.#add(path, number, parent, { key, ...more });
  }

  #parentOfOutermost(base: ProvisionNode, key: string | null): ProvisionNode {
    const last = base.lastItem;
    if (!base.lastText) return base;
    const carriesOn =
      key !== null && !opensList(key) && last?.key != null && follows(last.key, key);
    if (carriesOn) return last.parent!;
    const inAnnex = base.kind === 'annex' || base.kind === 'annex-part';
    const isFree = key !== null && !this.#taken.has(childPath(base.path, 'pt', key));
    return inAnnex && isFree ? base : base.lastText;
  }

  #text(text: string, indent: number): void {
    if (text === '') return;
    const opening = this.#base === null && this.#top?.kind === 'article';
    const base = this.#baseForText();
    if (!base) return this.#outside(text);
    if (opening) return append(base, text);
    const holder = this.#lists.holderOfText(indent) ?? base;
    const isEmpty = holder.text === '' && holder.children === 0 && isFilledByText(holder);
    if (isEmpty) append(holder, text);
    else this.#addFurtherText(holder, text);
  }

  #addFurtherText(holder: ProvisionNode, text: string): void {
    const hasOwnWords = isFilledByText(holder);
    holder.texts = Math.max(holder.texts, hasOwnWords ? 1 : 0) + 1;
    const path = childPath(holder.path, 'sub', `${holder.texts}`);
    const node = this.#add(path, null, holder, { text });
    if (hasOwnWords || node.path !== childPath(holder.path, 'sub', '1')) holder.lastText = node;
  }

  #quoted(text: string): void {
    const last = this.#nodes.at(-1);
    const isHeading =
      !last || ['article', 'division', 'annex', 'annex-part', 'title'].includes(last.kind);
    if (isHeading) this.#text(text, 0);
    else append(last, text);
  }

  /** In an annex a table is a part of its own, one line a row; elsewhere it is plain text. */
  #table(rows: readonly string[]): void {
    if (rows.length === 0) return;
    const place = this.#top;
    if (place?.kind !== 'annex' && place?.kind !== 'annex-part')
      return this.#quoted(rows.join('\n'));
    const path = this.#freePath(place.path, 'tbl');
    this.#lists.clear();
    this.#add(path, null, place, { text: rows.join('\n') });
  }

  #freePath(parent: string, name: PlaceName): string {
    let n = 1;
    while (this.#taken.has(childPath(parent, name, `${n}`))) n++;
    return childPath(parent, name, `${n}`);
  }

  #baseForText(): ProvisionNode | null {
    if (this.#base || this.#top?.kind !== 'article') return this.#base;
    this.#base = this.#add(childPath(this.#top.path, 'par', '1'), null, this.#top);
    return this.#base;
  }

  #begin(top: ProvisionNode | null): void {
    this.#lists.clear();
    this.#numbersArePoints = false;
    this.#top = top;
    this.#base = top?.kind === 'article' ? null : top;
  }

  #annexOf(node: ProvisionNode | null): ProvisionNode | null {
    for (let at = node; at; at = at.parent) if (at.kind === 'annex') return at;
    return null;
  }

  #outside(text: string): void {
    const after = this.#nodes.at(-1);
    const where =
      after && after.kind !== 'title' ? `After ${toProvision(after).locator}` : 'Before the text';
    this.#notes.leaveOut(
      where,
      `“${beginning(text)}” stands outside every recital, article and annex.`,
    );
  }

  #add(
    path: string,
    number: string | null,
    parent: ProvisionNode | null,
    more: { key?: string | null; indent?: number; text?: string } = {},
  ): ProvisionNode {
    const node = newNode(this.#unique(path), number, parent, more);
    if (parent) parent.children++;
    this.#nodes.push(node);
    this.#counts.set(node.kind, this.#count(node.kind) + 1);
    return node;
  }

  #unique(path: string): string {
    const times = (this.#taken.get(path) ?? 0) + 1;
    this.#taken.set(path, times);
    if (times === 1) return path;
    const other = `${path}--${times}`;
    const { locator } = toProvision(newNode(path, '', null));
    this.#notes.warn(`${locator} occurs more than once; number ${times} is kept as ${other}.`);
    return this.#unique(other);
  }

  readonly #counts = new Map<string, number>();

  #count(kind: string): number {
    return this.#counts.get(kind) ?? 0;
  }
}

/** Annexes and articles hold their heading; their words come in parts of their own. */
function isFilledByText(node: ProvisionNode): boolean {
  return !['annex', 'annex-part', 'article', 'division'].includes(node.kind);
}

function append(node: ProvisionNode, text: string): void {
  if (text === '') return;
  node.text = node.text === '' ? text : `${node.text}\n${text}`;
}

function nameOf(node: ProvisionNode): DivisionName {
  return node.path.slice(node.path.lastIndexOf('/') + 1).split('_')[0] as DivisionName;
}

/** "A", "II" and "1.2" as they are: parts of an annex keep their letter or figure. */
function pathOfPart(number: string | null): string | undefined {
  return number === null ? undefined : number.replace(/[/_\s]+/g, '-');
}
