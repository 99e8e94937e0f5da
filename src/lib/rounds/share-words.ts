/** Shares as people read them, with nothing rounded to all or to none that is neither. */

/** "64 %", "under 1 %", "over 99 %"; a dash where there is nothing of which it could be a share. */
export function shareWords(share: number | null): string {
  if (share === null) return '–';
  if (share > 0 && share < 0.01) return 'under 1 %';
  if (share < 1 && share > 0.99) return 'over 99 %';
  return `${Math.round(share * 100)} %`;
}

const grouped = new Intl.NumberFormat('en-GB');

/** "22,439" */
export function count(number: number): string {
  return grouped.format(number);
}
