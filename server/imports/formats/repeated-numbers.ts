/**
 * Misprinted paragraph numbers. Where an article prints one number twice in a row and leaves
 * out the next ("1., 1., 3." or "1., 1." at its end), everyone cites the second paragraph by
 * the number that it ought to have, and so does its path. The printed number is kept.
 */
import type { ActLine } from './act-line.ts';
import type { ReadingNotes } from './reading-notes.ts';
import { bareNumber } from './printed-number.ts';

export function repairRepeatedNumbers(lines: readonly ActLine[], notes: ReadingNotes): ActLine[] {
  const repaired = [...lines];
  let article = '';
  let paragraphs: number[] = [];
  const finish = () => repairArticle(repaired, paragraphs, article, notes);
  for (const [at, line] of lines.entries()) {
    if (line.kind === 'paragraph') paragraphs.push(at);
    else if (line.kind === 'article') {
      finish();
      paragraphs = [];
      article = `Article ${line.number ?? '(without number)'}`;
    }
  }
  finish();
  return repaired;
}

function repairArticle(
  lines: ActLine[],
  paragraphs: readonly number[],
  article: string,
  notes: ReadingNotes,
): void {
  const numbers = paragraphs.map((at) => plainNumber(lines[at]!));
  for (let i = 1; i < paragraphs.length; i++) {
    const [before, number, next] = [numbers[i - 1], numbers[i], numbers[i + 1]];
    const isRepeated = number !== undefined && number === before;
    if (!isRepeated || (i + 1 < numbers.length && next !== number + 2)) continue;
    const line = lines[paragraphs[i]!]!;
    if (line.kind !== 'paragraph') continue;
    lines[paragraphs[i]!] = { ...line, readAs: `${number + 1}` };
    notes.warn(
      `${article} prints the number ${number} twice; the second is kept as ${article}(${number + 1}).`,
    );
  }
}

function plainNumber(line: ActLine): number | undefined {
  const number = line.kind === 'paragraph' ? bareNumber(line.printed) : null;
  return number !== null && /^\d+$/.test(number) ? Number(number) : undefined;
}
