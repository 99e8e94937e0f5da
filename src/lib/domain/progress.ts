/**
 * How much of each institution's text the agreement took over. A row counts where both have words.
 *
 * G1 Words are compared as the table shows them: in order, word by word, and a few small words
 *    that stayed by chance inside a rewritten passage did not stay. Capitals and marks do not count.
 * G2 Of an institution's text: how many of the agreement's words stand in it.
 * G3 Of its changes: the words that it put into the proposal, of which those count that stand in
 *    the agreement, and the words that it took out, of which those count that did not come back.
 *    The proposal changes nothing; where it is silent, every word of the others is put in.
 * G4 Words are added up over rows before they are divided, so that a long row weighs more than a
 *    short one. Rows in which only the institution speaks are told by their number and not judged:
 *    the agreement may have refused its words, put them elsewhere, or not come to them yet.
 */
import { differences } from './differences.ts';
import type { Cell, ColumnRole } from './four-column.ts';
import { plainWording } from './wording.ts';
import { wordsOf } from './words.ts';

export const negotiators = ['proposal', 'parliament', 'council'] as const;
export type Negotiator = (typeof negotiators)[number];

/** The words of a row; null where a column has none there. */
export type RowTexts = Readonly<Record<Negotiator | 'agreement', string | null>>;

/** Of so many words, so many were taken over. */
export interface Tally {
  readonly words: number;
  readonly taken: number;
}

export interface Takeover {
  /** G2 */
  readonly text: Tally;
  /** G3 */
  readonly changes: Tally;
  /** Rows in which both have words. */
  readonly rows: number;
  /** Rows in which the agreement has none. */
  readonly silent: number;
}

export type Takeovers = Readonly<Record<Negotiator, Takeover>>;

const nothing: Tally = { words: 0, taken: 0 };
const none: Takeover = { text: nothing, changes: nothing, rows: 0, silent: 0 };

/** 0 to 1; null where there is nothing of which it could be a share. */
export function share({ words, taken }: Tally): number | null {
  return words === 0 ? null : taken / words;
}

export function textsOf(cells: { readonly [role in ColumnRole]?: Cell }): RowTexts {
  const words = (role: ColumnRole) => wordsIn(cells[role]);
  return {
    proposal: words('proposal'),
    parliament: words('parliament'),
    council: words('council'),
    agreement: words('agreement'),
  };
}

/** Neither a provision that is struck nor a summary has words of the law. */
function wordsIn(cell: Cell | undefined): string | null {
  if (!cell || cell.state === 'deleted' || cell.state === 'summary') return null;
  return cell.text.trim() === '' ? null : cell.text;
}

export function takeovers(row: RowTexts): Takeovers {
  return perNegotiator((one) => takeover(row, one));
}

/** G4 */
export function addTakeovers(rows: readonly Takeovers[]): Takeovers {
  return perNegotiator((one) => rows.map((row) => row[one]).reduce(add, none));
}

function perNegotiator(of: (one: Negotiator) => Takeover): Takeovers {
  return { proposal: of('proposal'), parliament: of('parliament'), council: of('council') };
}

function add(a: Takeover, b: Takeover): Takeover {
  return {
    text: addTallies(a.text, b.text),
    changes: addTallies(a.changes, b.changes),
    rows: a.rows + b.rows,
    silent: a.silent + b.silent,
  };
}

function addTallies(a: Tally, b: Tally): Tally {
  return { words: a.words + b.words, taken: a.taken + b.taken };
}

function takeover({ proposal, agreement, ...row }: RowTexts, one: Negotiator): Takeover {
  const own = one === 'proposal' ? proposal : row[one];
  if (own === null) return none;
  if (agreement === null) return { ...none, silent: 1 };
  const toOwn = stayed(agreement, own);
  const text = tally(toOwn.before, (stays) => stays);
  if (one === 'proposal') return { ...none, text, rows: 1 };
  return { ...none, text, rows: 1, changes: changes(proposal ?? '', { own, agreement, toOwn }) };
}

interface Outcome {
  readonly own: string;
  readonly agreement: string;
  /** From the agreement to the institution's own text. */
  readonly toOwn: Stayed;
}

/** G3 */
function changes(proposal: string, { own, agreement, toOwn }: Outcome): Tally {
  const asked = stayed(proposal, own);
  const came = stayed(proposal, agreement);
  const putIn = toOwn.after.filter((_, n) => !asked.after[n]);
  const takenOut = came.before.filter((_, n) => !asked.before[n]);
  return addTallies(
    tally(putIn, (stands) => stands),
    tally(takenOut, (stayedIn) => !stayedIn),
  );
}

function tally(words: readonly boolean[], isTaken: (flag: boolean) => boolean): Tally {
  return { words: words.length, taken: words.filter(isTaken).length };
}

/** Of each word of two texts, in order, whether it stands in the other. */
interface Stayed {
  readonly before: readonly boolean[];
  readonly after: readonly boolean[];
}

/** G1 */
function stayed(before: string, after: string): Stayed {
  const [flagsBefore, flagsAfter]: [boolean[], boolean[]] = [[], []];
  for (const { kind, text } of differences(spaced(before), spaced(after))) {
    for (const item of text.split(' ')) {
      if (!hasLetter.test(item)) continue;
      if (kind !== 'inserted') flagsBefore.push(kind === 'same');
      if (kind !== 'deleted') flagsAfter.push(kind === 'same');
    }
  }
  return { before: flagsBefore, after: flagsAfter };
}

const hasLetter = /[\p{L}\p{M}\p{N}]/u;

/** A text with one blank between its words and marks, so that no difference ends inside a word. */
function spaced(text: string): string {
  const words = wordsOf(plainWording(text).toLowerCase()).map((word) => word.trim());
  return words.filter((word) => word !== '').join(' ');
}
