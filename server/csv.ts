import { stringify } from 'csv-stringify/sync';

/** Lines of a file for spreadsheets. Text that one would take for a formula is given as text. */
export function csvLines(lines: readonly (readonly string[])[]): string {
  return stringify([...lines] as string[][], { escape_formulas: true, record_delimiter: '\r\n' });
}
