/** The words of a cell of a four-column table, apart from what the table's makers add to them. */
import { isDeletion } from './deletion-words.ts';
import { paragraphsOf, tidyLine, visibleText, type WordCell } from './word-document.ts';

export interface CellWords {
  readonly text: string;
  readonly isDeleted: boolean;
  /** "Amendment 61" */
  readonly amendment: string | null;
  /** "EP Mandate" */
  readonly origin: string | null;
}

/** Undefined for a cell that says nothing. */
export function cellWords(cells: readonly WordCell[]): CellWords | undefined {
  const paragraphs = cells.flatMap(({ blocks }) => [...paragraphsOf(blocks)]);
  const lines = paragraphs.flatMap((one) => visibleText(one).split('\n')).filter(Boolean);
  const amendment = lines[0] !== undefined && amendmentLine.test(lines[0]) ? lines.shift()! : null;
  const originAt = lines.findIndex((line) => originLine.test(line));
  const origin = originAt < 0 ? null : originLine.exec(lines.splice(originAt, 1)[0]!)![1]!.trim();
  if (lines[0] !== undefined && label.test(lines[0])) lines.shift();
  const text = tidyLine(lines.join('\n'));
  const isStruck = text === '' && paragraphs.some(({ runs }) => runs.some(strikes));
  const isDeleted = isStruck || isDeletion({ number: null, text, level: 0 });
  if (text === '' && !isDeleted && origin === null) return undefined;
  return { text: isDeleted ? '' : text, isDeleted, amendment, origin };
}

function strikes({ isStruck, text }: { isStruck: boolean; text: string }): boolean {
  return isStruck && text.trim() !== '';
}

const amendmentLine =
  /^(?:AM\.?|Amendments?|Amendements?|Amendementen|Änderungsant(?:rag|räge)|Abänderung(?:en)?|Enmiendas?|Emendament[oi]|Alteraç(?:ão|ões)|Poprawk[ai]|Amendament(?:ul|e)|Ændringsforslag|Ändring(?:sförslag)?|Tarkistus) \d[^\n]{0,40}$/iu;
const originLine = /^Text Origin\s*:\s*(.+)$/i;
const label = /^(?:tentative|draft|provisional) agreement\s*:$/i;
