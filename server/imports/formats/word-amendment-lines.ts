/** The cells of one column of an amendment in Word, as lines with their numbers. */
import type { AmendmentLine } from '#domain/provision.ts';
import { bareNumber, isDash, splitLeadingMark } from './printed-number.ts';
import { paragraphsOf, visibleText, type WordBlock, type WordTable } from './word-document.ts';

/** Levels are not told apart: in the template every line is set flush left. */
export function wordAmendmentLines(blocks: readonly WordBlock[]): AmendmentLine[] {
  return blocks.flatMap((block) =>
    block.kind === 'table' ? tableLines(block) : textLines(visibleText(block)),
  );
}

function textLines(text: string): AmendmentLine[] {
  return text.split('\n').filter(Boolean).map(toLine);
}

/** A table inside a cell becomes a line a row. */
function tableLines(table: WordTable): AmendmentLine[] {
  return table.rows
    .map((row) => row.map((cell) => [...paragraphsOf(cell.blocks)].map(visibleText).join(' ')))
    .map((cells) => cells.filter(Boolean).join(' '))
    .filter(Boolean)
    .map((text) => ({ number: null, text, level: 0 }));
}

function toLine(text: string): AmendmentLine {
  if (articleLine.test(text)) return { number: text, text: '', level: 0 };
  const split = splitLeadingMark(text);
  if (!split) return { number: null, text, level: 0 };
  const [printed, rest] = split;
  return { number: isDash(printed) ? '—' : bareNumber(printed), text: rest, level: 0 };
}

/** "Article 7a" alone on its line, in the languages that put the number last. */
const articleLine =
  /^(?:Article|Artikel|Articolo|Artículo|Artigo|Artykuł|Článek|Článok|Člen|Članak|Articolul|Член|Άρθρο|Artikkel|Airteagal|Artikolu) -?\d+ ?(?:[a-z]{1,2}|bis|ter|quater|quinquies)?$/iu;
