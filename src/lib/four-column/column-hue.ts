import type { ColumnRole } from '#domain/four-column.ts';

const hues: Readonly<Record<ColumnRole, string>> = {
  'existing-law': 'var(--existing-law)',
  proposal: 'var(--commission)',
  parliament: 'var(--parliament)',
  council: 'var(--council)',
  agreement: 'var(--agreement)',
};

/** The colour of a column's rule; always shown beside the column's two letters. */
export function columnHue(role: ColumnRole): string {
  return hues[role];
}
