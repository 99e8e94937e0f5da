/** How the columns are called, and the two-letter mark that goes with each institution's hue. */
import type { ColumnRole } from './four-column.ts';

const names: Readonly<Record<ColumnRole, string>> = {
  'existing-law': 'Existing law',
  proposal: 'Commission proposal',
  parliament: 'Parliament',
  council: 'Council',
  agreement: 'Agreement',
};

const marks: Readonly<Record<ColumnRole, string>> = {
  'existing-law': 'EL',
  proposal: 'CO',
  parliament: 'EP',
  council: 'CN',
  agreement: 'AG',
};

export function columnRoleName(role: ColumnRole): string {
  return names[role];
}

export function columnRoleMark(role: ColumnRole): string {
  return marks[role];
}
