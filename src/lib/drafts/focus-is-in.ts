/**
 * Whether the focus is in a part of the page, or nowhere, as what had it was taken away. Whoever has
 * gone on elsewhere while the server was asked is not called back.
 */
export function focusIsIn(part: Element | undefined): boolean {
  const { activeElement, body } = document;
  return activeElement === null || activeElement === body || part?.contains(activeElement) === true;
}
