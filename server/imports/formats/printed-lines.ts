/**
 * Lines of an amendment whose numbers stand before their words: "5. Where …", "(a) if …". How
 * deep a line is set is told by its number.
 */
import type { AmendmentLine } from '#domain/provision.ts';
import { isArticleNumber } from './headings.ts';
import { LineDepths } from './line-depths.ts';
import { bareNumber, isDash, splitLeadingMark } from './printed-number.ts';

export function printedLines(texts: readonly string[]): AmendmentLine[] {
  const depths = new LineDepths();
  const lines: AmendmentLine[] = [];
  for (const text of texts) {
    const before = lines.at(-1);
    if (before && namesArticle(before, text)) lines.push({ ...lines.pop()!, text });
    else lines.push(lineOf(text, depths));
  }
  const outermost = lines.reduce((least, { level }) => Math.min(least, level), Infinity);
  return lines.map((line) => ({ ...line, level: line.level - outermost }));
}

function namesArticle({ number, text }: AmendmentLine, name: string): boolean {
  const isBare = number !== null && text === '' && isArticleNumber(number);
  return isBare && !/[.;:]$/.test(name) && splitLeadingMark(name) === null;
}

function lineOf(text: string, depths: LineDepths): AmendmentLine {
  const [printed, words] = splitLeadingMark(text) ?? [];
  if (printed === undefined || /^\d/.test(printed)) depths.clear();
  if (isArticleNumber(text)) return { number: text, text: '', level: 0 };
  if (printed === undefined) return { number: null, text, level: 0 };
  const level = /^\d/.test(printed) ? 0 : depths.of(printed) + 1;
  return { number: isDash(printed) ? '—' : bareNumber(printed), text: words!, level };
}
