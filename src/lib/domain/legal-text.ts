import type { Cell, ColumnRole } from './four-column.ts';

/**
 * Whether a row holds words of the law to which an amendment can be written, or beside which: the
 * proposal's, or where it has none, another text's. Summaries are no words of the law.
 */
export function holdsLegalText(cells: {
  readonly [role in ColumnRole]?: Pick<Cell, 'state'>;
}): boolean {
  const deciding = cells.proposal ? [cells.proposal] : Object.values(cells);
  return deciding.some(({ state }) => state !== 'summary');
}
