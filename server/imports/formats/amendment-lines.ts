/** The cells of one column of an amendment as lines with their numbers. */
import type { AmendmentLine } from '#domain/provision.ts';
import { type Block, blocksOf } from './html-blocks.ts';
import type { HtmlElement } from './html-tree.ts';
import { bareNumber, isDash } from './printed-number.ts';

/**
 * A line that is the heading of an article has "Article 7a" for its number and the name of the
 * article for its words. Dashes have "—". A table inside a cell becomes a line a row. Level 0
 * is what is set outermost in this column.
 */
export function amendmentLines(cells: readonly (HtmlElement | undefined)[]): AmendmentLine[] {
  const blocks = cells.flatMap((cell) => (cell ? blocksOf(cell, () => false) : []));
  const lines: AmendmentLine[] = [];
  for (const block of blocks) addBlock(block, lines);
  const outermost = Math.min(...lines.map((line) => line.level));
  return lines.map((line) => ({ ...line, level: line.level - outermost }));
}

function addBlock(block: Block, lines: AmendmentLine[]): void {
  const { style, text, level, rows } = block;
  if (rows) lines.push(...rows.map((row) => ({ number: null, text: row, level })));
  else if (style === 'ti-art') lines.push({ number: text.replaceAll('\n', ' '), text: '', level });
  else if (style === 'sti-art' && isBareHeading(lines.at(-1))) {
    lines.push({ ...lines.pop()!, text });
  } else if (!isApart(style)) lines.push({ number: numberOf(block.printed), text, level });
}

function isBareHeading(line: AmendmentLine | undefined): boolean {
  return line !== undefined && line.number !== null && line.text === '';
}

/** Rules and footnotes inside a cell are no words of the amendment. */
function isApart(style: string): boolean {
  return style === 'note' || style.startsWith('rule');
}

function numberOf(printed: string | null): string | null {
  if (printed === null) return null;
  return isDash(printed) ? '—' : bareNumber(printed);
}
