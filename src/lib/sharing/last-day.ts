const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** The last day on which a link opens, as it ends with that day. */
export function lastDay(expiresAt: string): string {
  return day.format(Date.parse(expiresAt) - 1);
}
