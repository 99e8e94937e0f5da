/**
 * When a page has been refused for long enough. A server that was killed does not know the last
 * words that it had passed on, and takes them from their author alone (C9): whoever else holds
 * them is sent away with 4509 until the author's page is back. If it does not come back in the
 * time in which any page that is still open would have, the page begins afresh (fresh-start.ts).
 */

/** The close code of RULES.md for text of somebody else that the server does not know. */
export const foreignText = 4509;

/** A page comes back after 2.5 s at most. */
const patience = 8000;
const fewest = 3;

export class Refusals {
  #count = 0;
  #first = 0;

  /** The server refused the page once more; answers whether it is enough. */
  refused(now: number): boolean {
    if (this.#count++ === 0) this.#first = now;
    return this.#count >= fewest && now - this.#first >= patience;
  }

  /** All that the page holds was stored, or the server was away: the others' time begins anew. */
  interrupted(): void {
    this.#count = 0;
  }
}
