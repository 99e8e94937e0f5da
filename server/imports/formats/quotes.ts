/**
 * Acts that amend other acts quote them: "the following Article is inserted: ‘Article 4a …’".
 * Quoted articles and paragraphs are words of the provision that quotes them and no provisions
 * of this act. A quotation begins with a line that opens a quotation mark and does not close
 * it, after words that end in a colon; it ends with the line that closes more than it opens.
 */
import type { ActLine } from './act-line.ts';

const openers = /^\s*[‘“„«‚]/;
const ending = /([’”»“‘])[\s.;,:)]*(?:\s(?:and|or))?$/;
const longest = 2000;
/** An opening mark that is never closed costs a search; more than these are not looked into. */
const mostVainSearches = 50;

export function foldQuotations(lines: readonly ActLine[]): ActLine[] {
  const folded: ActLine[] = [];
  let vain = 0;
  for (let at = 0; at < lines.length; at++) {
    const begins = vain < mostVainSearches && beginsQuotation(lines, at);
    const end = begins ? quotationEnd(lines, at) : undefined;
    if (begins && end === undefined) vain++;
    if (end === undefined) folded.push(lines[at]!);
    else {
      folded.push({
        kind: 'quoted',
        text: lines
          .slice(at, end + 1)
          .map(printedLine)
          .join('\n'),
      });
      at = end;
    }
  }
  return folded;
}

function beginsQuotation(lines: readonly ActLine[], at: number): boolean {
  const before = lines[at - 1];
  if (!before || !announces(before)) return false;
  return hasQuotedNumber(lines[at]!) || opens(printedLine(lines[at]!));
}

function quotationEnd(lines: readonly ActLine[], at: number): number | undefined {
  const last = Math.min(lines.length, at + longest);
  for (let end = hasQuotedNumber(lines[at]!) ? at : at + 1; end < last; end++) {
    if (closes(printedLine(lines[end]!), end === at)) return end;
  }
  return undefined;
}

/** "‘(67) …": the mark stands before the number, so the item is not one of this act. */
function hasQuotedNumber(line: ActLine): boolean {
  return (line.kind === 'item' || line.kind === 'paragraph') && openers.test(line.printed);
}

function announces(line: ActLine): boolean {
  return line.kind === 'quoted' || /[:’”»][;.,]?$/.test(printedLine(line));
}

function opens(text: string): boolean {
  return openers.test(text) && !/[’”»](?!\p{L})/u.test(text.trimStart().slice(1));
}

function closes(text: string, isWhole: boolean): boolean {
  const mark = ending.exec(text)?.[1];
  if (mark === undefined) return false;
  const isGerman = mark === '“' || mark === '‘';
  const opened = (text.match(/[‘“„«‚]/g)?.length ?? 0) - (isGerman ? 1 : 0) - (isWhole ? 1 : 0);
  const closed = (text.match(/[’”»](?!\p{L})/gu)?.length ?? 0) + (isGerman ? 1 : 0);
  return closed > opened;
}

/** A line as it stands on paper: number and words. */
function printedLine(line: ActLine): string {
  switch (line.kind) {
    case 'article':
      return [line.printed, line.text].filter(Boolean).join('\n');
    case 'paragraph':
    case 'item':
      return `${line.printed} ${line.text}`.trim();
    case 'table':
      return line.rows.join('\n');
    case 'recital':
    case 'annex-part':
    case 'annex':
    case 'division':
      return [line.number, line.text].filter(Boolean).join(' ');
    default:
      return line.text;
  }
}
