/**
 * A cell of an amendment, read into provisions. A cell shows one provision or several: a
 * paragraph with its points, or a whole new article with heading, paragraphs and points.
 *
 * C1 The first line is the provision that the location names, whatever its printed number.
 * C2 A line with the words "Article 7a" opens that article; the next line without a number is
 *    its heading.
 * C3 A numbered line carries on the nearest open list that its number can follow; else it opens
 *    a list in the line before. How deep the source sets it decides between the two.
 * C4 A further line without a number is a subparagraph; in a recital, a title or a heading it
 *    belongs to the same words.
 * C5 Dashes are indents, and are counted.
 */
import type { AmendmentLocation } from './amendment-location.ts';
import { carriesOn, opensList } from './number-sequence.ts';
import { closeUp } from './provision-number.ts';
import type { AmendmentLine } from './provision.ts';
import {
  childPath,
  kindOfPath,
  lastPlace,
  parentPath,
  step,
  type PlaceName,
} from './provision-path.ts';

/** What a cell says of one provision. */
export interface CellPart {
  readonly path: string;
  readonly number: string | null;
  readonly text: string;
}

export function readCell(
  lines: readonly AmendmentLine[],
  location: AmendmentLocation,
): readonly CellPart[] {
  const reader = new CellReader(location);
  lines.forEach((line, index) => reader.read(line, lines.slice(index + 1)));
  return reader.parts;
}

/** A part whose list or subparagraphs may still go on. */
interface OpenPart {
  readonly path: string;
  readonly number: string | null;
  readonly level: number;
}

class CellReader {
  readonly parts: CellPart[] = [];
  readonly #location: AmendmentLocation;
  readonly #counts = new Map<string, number>();
  #open: OpenPart[] = [];
  #awaitsHeading = false;

  constructor(location: AmendmentLocation) {
    this.#location = location;
  }

  read(line: AmendmentLine, rest: readonly AmendmentLine[]): void {
    const article = articleLine(line);
    if (article) this.#openTop(step('art', article), article, textUnder(line));
    else if (this.parts.length === 0) this.#readFirst(line, rest);
    else if (this.#continuesWords(line)) this.#append(line.text);
    else if (line.number === null) this.#addText(line);
    else if (isDash(line.number)) this.#addIndent(line);
    else this.#addNumbered(line, closeUp(line.number), rest);
  }

  /** An article or annex whose heading the cell does not show keeps the one it has. */
  #readFirst(line: AmendmentLine, rest: readonly AmendmentLine[]): void {
    const { path, part, isNew } = this.#location;
    const isHeaded = ['article', 'annex'].includes(kindOfPath(path)) && part !== 'title';
    if (!isHeaded) {
      this.#add(path, isDash(line.number) ? null : line.number, line.text, line.level);
    } else if (looksLikeHeading(line, rest)) {
      this.#openTop(path, lastPlace(path).number, line.text);
    } else {
      if (isNew) this.#openTop(path, lastPlace(path).number, '');
      else this.#open = [{ path, number: null, level: -1 }];
      this.#readBody(line, rest);
    }
  }

  #readBody(line: AmendmentLine, rest: readonly AmendmentLine[]): void {
    if (line.number === null) this.#addText(line);
    else this.#addNumbered(line, closeUp(line.number), rest);
  }

  #openTop(path: string, number: string | null, text: string): void {
    this.#open = [];
    this.#add(path, number, text, -1);
    this.#awaitsHeading = text === '';
  }

  #continuesWords(line: AmendmentLine): boolean {
    if (line.number !== null) return false;
    if (this.#awaitsHeading) return true;
    const { path, part } = this.#location;
    const kind = kindOfPath(path);
    const isOneText =
      part === 'title' || ['title', 'citation', 'recital', 'division'].includes(kind);
    return isOneText || path.includes('/tbl_');
  }

  #append(text: string): void {
    const last = this.parts.at(-1)!;
    this.parts[this.parts.length - 1] = { ...last, text: join(last.text, text) };
    this.#awaitsHeading = false;
  }

  #addText(line: AmendmentLine): void {
    this.#closeDeeperThan(line.level);
    const sameLevel = this.#open.find((open) => open.level === line.level && open.level >= 0);
    const holder = sameLevel ?? this.#open.at(-1)!;
    if (kindOfPath(holder.path) === 'article') {
      this.#add(childPath(holder.path, 'par', '1'), null, line.text, line.level);
      return;
    }
    this.#open = this.#open.slice(0, this.#open.indexOf(holder) + 1);
    this.#addSubparagraph(holder, line);
  }

  #addSubparagraph(holder: OpenPart, line: AmendmentLine): void {
    const { name, number } = lastPlace(holder.path);
    const parent = name === 'sub' ? parentPath(holder.path)! : holder.path;
    if (name === 'sub') this.#open.pop();
    const first = name === 'sub' ? number : '1';
    const path = this.#nextSubparagraph(parent, first);
    this.#add(path, null, line.text, line.level);
  }

  /** After sub_2 comes sub_3; after an inserted sub_1a comes sub_1b. */
  #nextSubparagraph(parent: string, last: string): string {
    const before = this.#counts.get(`${parent}/sub`) ?? 0;
    this.#counts.set(`${parent}/sub`, before + 1);
    const letter = /^(-?\d+)([a-y])$/.exec(last);
    const number = letter
      ? letter[1] + String.fromCharCode(letter[2]!.charCodeAt(0) + 1)
      : String(Number(last) + 1);
    const path = childPath(parent, 'sub', number);
    return this.parts.some((part) => part.path === path)
      ? this.#nextSubparagraph(parent, number)
      : path;
  }

  #addIndent(line: AmendmentLine): void {
    this.#closeDeeperThan(line.level);
    const open = this.#open.at(-1)!;
    const holder = lastPlace(open.path).name === 'ind' ? parentPath(open.path)! : open.path;
    if (holder !== open.path) this.#open.pop();
    const count = (this.#counts.get(holder) ?? 0) + 1;
    this.#counts.set(holder, count);
    this.#add(childPath(holder, 'ind', String(count)), null, line.text, line.level);
  }

  #addNumbered(line: AmendmentLine, number: string, rest: readonly AmendmentLine[]): void {
    this.#closeDeeperThan(line.level);
    const sibling = this.#siblingOf(line, number, rest);
    if (sibling) {
      this.#open = this.#open.slice(0, this.#open.indexOf(sibling));
      const name = lastPlace(sibling.path).name;
      const above = parentPath(sibling.path);
      const path = above === undefined ? step(name, number) : childPath(above, name, number);
      this.#add(path, line.number, line.text, line.level);
    } else this.#addChild(line, number);
  }

  /** The open part whose list the number carries on (C3). */
  #siblingOf(line: AmendmentLine, number: string, rest: readonly AmendmentLine[]) {
    const opensRoman = number === 'i' && rest.some((next) => next.number === 'ii');
    return this.#open.findLast((open) => {
      const last = lastPlace(open.path);
      if (last.name === 'sub' || last.name === 'ind' || open.level > line.level) return false;
      if (open.level >= 0 && open.level < line.level && opensList(number)) return false;
      const isRoman = /^[ivx]+$/.test(last.number);
      if (opensRoman && !isRoman) return false;
      return open.level !== -1 && carriesOn(last.number, number);
    });
  }

  #addChild(line: AmendmentLine, number: string): void {
    const holder = this.#open.at(-1)!;
    const isArticle = kindOfPath(holder.path) === 'article';
    const isParagraph = isArticle && /^-?\d/.test(number);
    if (isArticle && !isParagraph) {
      this.#open.push({ path: childPath(holder.path, 'par', '1'), number: null, level: -1 });
    }
    const name: PlaceName = isParagraph ? 'par' : 'pt';
    this.#add(childPath(this.#open.at(-1)!.path, name, number), line.number, line.text, line.level);
  }

  #closeDeeperThan(level: number): void {
    while (this.#open.length > 1 && this.#open.at(-1)!.level > level) this.#open.pop();
  }

  #add(path: string, number: string | null, text: string, level: number): void {
    this.#awaitsHeading = false;
    this.parts.push({ path, number, text });
    this.#open.push({ path, number, level });
  }
}

/** The number in a line such as "Article 7a", which opens an article (C2). */
function articleLine({ number, text }: AmendmentLine): string | undefined {
  const printed = number ?? (/^article /i.test(text) ? text : '');
  const match = /^\p{L}{3,}\.? (-?\d+ ?[a-z]{0,2})$/u.exec(printed.trim());
  return match ? closeUp(match[1]!) : undefined;
}

function textUnder({ number, text }: AmendmentLine): string {
  return number === null ? '' : text;
}

/** A heading is short, has no number and no full stop, and is followed by something. */
function looksLikeHeading(line: AmendmentLine, rest: readonly AmendmentLine[]): boolean {
  const isShort = line.text.length < 200 && !/[.;:,]$/.test(line.text.trim());
  return line.number === null && isShort && rest.length > 0;
}

function isDash(number: string | null): boolean {
  return number !== null && /^[-–—•]$/.test(number);
}

function join(a: string, b: string): string {
  return a === '' ? b : `${a}\n${b}`;
}
