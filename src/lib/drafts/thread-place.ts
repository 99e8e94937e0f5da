/** The id of a thread's place in the page. */
export function threadPlace(threadId: string): string {
  return `thread-${threadId}`;
}
