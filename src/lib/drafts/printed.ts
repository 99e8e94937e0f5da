/** Whether Parliament's form shows the draft with all suggestions, as the page's address says. */
export function showsProposed(query: URLSearchParams): boolean {
  return query.get('printed') === 'with-suggestions';
}

/** The same page with the other form; whatever else its address says stays. */
export function printedAddress(url: URL, proposed: boolean): string {
  const query = new URLSearchParams(url.searchParams);
  if (proposed) query.set('printed', 'with-suggestions');
  else query.delete('printed');
  const written = query.toString();
  return `${url.pathname}${written && `?${written}`}#as-printed`;
}
