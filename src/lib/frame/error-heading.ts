const headings: Readonly<Record<number, string>> = {
  403: 'This is not open to you',
  404: 'Page not found',
};

/** Of an error page, by the HTTP status. */
export function errorHeading(status: number): string {
  return headings[status] ?? 'This did not work';
}
