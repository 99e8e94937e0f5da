/**
 * The paragraphs of a Commission proposal, with the role that their style gives them. Recast
 * proposals show what they take from the old act: the words they strike out and the signs and
 * references in the margin are no words of the proposal.
 */
import { rowsOf, rowText } from './html-blocks.ts';
import { rawText } from './html-text.ts';
import { classesOf, descendants, firstWithin, type HtmlElement } from './html-tree.ts';
import { splitLeadingMark } from './printed-number.ts';
import { type Role, roleOf } from './proposal-styles.ts';
import type { ReadingNotes } from './reading-notes.ts';
import { tidy } from './text.ts';

export interface Paragraph {
  readonly style: string;
  readonly role: Role;
  readonly printed: string | null;
  readonly text: string;
  /** Of a table: its rows, cells parted by " | ". */
  readonly rows: readonly string[] | null;
}

const closed = new Set(['p', 'dd', 'table', 'head']);
const recastSigns = /[⌦⌫⇨⇦\u{1F840}-\u{1F8FF}]/gu;

export function paragraphsOf(html: HtmlElement, notes: ReadingNotes): readonly Paragraph[] {
  const found: Paragraph[] = [];
  let footnotes = 0;
  let pictures = 0;
  for (const element of descendants(html, (one) => !closed.has(one.tagName))) {
    if (element.tagName === 'dd') footnotes++;
    else if (element.tagName === 'table') found.push(tableOf(element));
    else if (isParagraph(element)) found.push(paragraphOf(element));
    else if (element.tagName === 'img') pictures++;
  }
  notes.leaveOutFootnotes(footnotes);
  if (pictures > 0) notes.leaveOut('Pictures', `${pictures} pictures cannot be kept as text.`);
  return found.filter((one) => one.text !== '' || one.rows !== null);
}

function isParagraph(element: HtmlElement): boolean {
  if (element.tagName !== 'li') return /^(?:p|h\d)$/.test(element.tagName);
  return firstWithin(element, (one) => one.tagName === 'p') === undefined;
}

function paragraphOf(element: HtmlElement): Paragraph {
  const style = classesOf(element).find((name) => name !== 'li') ?? '';
  const role = roleOf(style);
  const number = firstWithin(element, (one) => classesOf(one).includes('num'));
  const printed = number ? words(number) : '';
  const text = words(element, number);
  if (printed !== '') return { style, role, printed, text, rows: null };
  const split = carriesNumber(role) ? splitLeadingMark(text) : null;
  return { style, role, printed: split?.[0] ?? null, text: split?.[1] ?? text, rows: null };
}

function words(element: HtmlElement, number?: HtmlElement): string {
  const raw = rawText(element, (one) => one === number || isStruck(one));
  return tidy(raw.replace(recastSigns, ''));
}

/** What a recast strikes out of the old act, and its signs for old and new text. */
function isStruck(element: HtmlElement): boolean {
  if (/^(?:del|s|strike)$/.test(element.tagName)) return true;
  return classesOf(element).some((name) => /^CR(?:Marker|.*Deleted)/.test(name));
}

function tableOf(table: HtmlElement): Paragraph {
  const rows = rowsOf(table)
    .map(rowText)
    .filter((row) => row !== '');
  return { style: 'table', role: { is: 'plain' }, printed: null, text: '', rows };
}

function carriesNumber(role: Role): boolean {
  return role.is === 'recital' || role.is === 'paragraph' || role.is === 'item';
}

/** What stands before the act: the cover, and the title that is printed again right before it. */
export interface Front {
  /** Number, date and procedure stand in these. */
  readonly cover: readonly string[];
  /** "Proposal for a", where it is there. */
  readonly status: readonly string[];
  readonly title: readonly string[];
}

export function frontOf(paragraphs: readonly Paragraph[]): Front {
  const act = paragraphs.findIndex((one) => one.role.is === 'institution');
  const above = paragraphs.slice(0, act < 0 ? paragraphs.length : act);
  const last = above.findLastIndex(isStatus);
  const title = above.slice(Math.max(last, 0)).filter((one) => one.role.is === 'title');
  const cover = above.filter((one) => one.role.is === 'cover' || one.role.is === 'title');
  return {
    cover: cover.map((one) => one.text),
    status: title.filter(isStatus).map((one) => one.text),
    title: title.filter((one) => !isStatus(one)).map((one) => one.text),
  };
}

function isStatus(paragraph: Paragraph): boolean {
  return /^Statut/i.test(paragraph.style);
}
