/** What a paragraph of an Official Journal page is, by its class, in the articles and annexes. */
import {
  type ActLine,
  annexLine,
  articleLine,
  divisionLine,
  itemLine,
  textLine,
} from './act-line.ts';
import type { Block } from './html-blocks.ts';

export function lineInArticles(block: Block): ActLine {
  const { style, text, printed, level, rows } = block;
  if (rows) return { kind: 'table', rows };
  if (/^ti-art/.test(style)) return articleLine(text);
  if (/^sti-art/.test(style)) return { kind: 'heading', text };
  if (/^ti-section/.test(style)) return divisionLine(text);
  if (block.isItem) return itemLine(printed!, text, level - 1);
  if (printed !== null && level === 0) return { kind: 'paragraph', printed, text };
  return textLine(printed, text, level);
}

export function lineInAnnex(block: Block): ActLine {
  const { style, text, printed, level, rows } = block;
  if (rows) return { kind: 'table', rows };
  if (isTitleStyle(style)) return annexLine(text);
  if (style === 'ti-section-2') return { kind: 'division-name', text };
  const depth = partDepth(style);
  if (depth !== undefined) return { kind: 'annex-part', number: null, text, depth };
  if (block.isItem) return itemLine(printed!, text, level - 1);
  if (printed !== null && level === 0) return itemLine(printed, text, 0);
  return textLine(printed, text, level);
}

/** Headings inside an annex; articles there are parts below all others. */
function partDepth(style: string): number | undefined {
  if (/^ti-art/.test(style)) return 9;
  const match = /^(?:ti-grseq|ti-section|ti-annotation|sti-art)(?:-(\d))?/.exec(style);
  return match ? Number(match[1] ?? 1) : undefined;
}

export function isTitleStyle(style: string): boolean {
  return /^doc-ti(?:-\d)?$/.test(style);
}
