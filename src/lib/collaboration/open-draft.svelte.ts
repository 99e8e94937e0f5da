/**
 * A draft as a page has it open: one session, and another in its place when the server cannot take
 * what the first one holds (RULES.md, 4509). The second joins without the copy on this device,
 * receives the text as the server has it, and goes on with the words of this person.
 */
import { DraftSession, type DraftToOpen } from './draft-session.svelte.ts';

export class OpenDraft<Content = unknown> {
  session = $state.raw() as DraftSession<Content>;
  /** What was brought over when the page last began afresh; null while it did not. */
  broughtOver = $state<'own-words' | 'nothing' | null>(null);
  readonly #draft: DraftToOpen<Content>;
  #next: DraftSession<Content> | null = null;
  #isClosed = false;

  constructor(draft: DraftToOpen<Content>) {
    this.#draft = draft;
    this.session = this.#follow(new DraftSession(draft));
  }

  #follow(session: DraftSession<Content>): DraftSession<Content> {
    session.onStranded = () => void this.#beginAfresh();
    return session;
  }

  async #beginAfresh(): Promise<void> {
    if (this.#next || this.#isClosed) return;
    const [left, next] = [this.session, new DraftSession(this.#draft, { hasCopy: false })];
    this.#next = next;
    left.pause();
    await next.joined;
    if (this.#isClosed) return;
    try {
      if (next.ending) this.#leaveBoth(left, next);
      else await left.handOver(next, () => this.#show(next));
    } catch (error) {
      // The words stay where they are, and it is tried again after as many refusals.
      this.#next?.close();
      left.resume();
      throw error;
    } finally {
      this.#next = null;
    }
  }

  #leaveBoth(left: DraftSession<Content>, next: DraftSession<Content>): void {
    if (next.ending) left.end(next.ending);
    next.close();
  }

  #show(next: DraftSession<Content>): void {
    this.#next = null;
    this.broughtOver = next.saved ? 'nothing' : 'own-words';
    this.session = this.#follow(next);
  }

  close(): void {
    this.#isClosed = true;
    this.session.close();
    this.#next?.close();
  }
}
