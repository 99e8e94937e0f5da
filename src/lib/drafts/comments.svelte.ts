/**
 * The comments on an open draft: what the server knows of them, where their words are in the shared
 * text now, and which words and thread its person points at. The server sets every mark, so a mark
 * that comes, goes or moves says that there is news; what changes no mark (an answer, a thread
 * that was resolved) is asked for every few seconds
 * (docs/decisions/2026-11-27-how-comments-become-known.md).
 */
import type { AmendmentRoot } from '#document/amendment-content.ts';
import type { ChosenWords } from '#document/chosen-words.ts';
import { arrangeThreads } from '#domain/comment.ts';
import { type Api, api } from '#lib/api/client.ts';
import type { CommentListing } from '#server/comments/listing.ts';
import { requestChange } from '#lib/api/request-change.ts';
import { KnownMarks } from './known-marks.ts';
import { threadPlace } from './thread-place.ts';

/** How often a page that is looked at asks for what changes no mark. */
const askEvery = 15_000;

const unsaved =
  'Your last words are not saved on the server yet, so it does not know what you chose. Try again when it says “Saved”.';
/** What can be done where its person points to in an editor. */
export interface Offer {
  /** The thread on whose words the caret was put; null where words are chosen. */
  readonly threadId: string | null;
  /** Where it is offered, in pixels of the editor's box. */
  readonly left: number;
  readonly top: number;
}

/** An editor of the draft, as far as its comments need it. */
export interface CommentedEditor {
  /** The words that are chosen in it; null if there are none. */
  choose(): ChosenWords | null;
  /** Puts the caret on the thread's words; false if they are not in it. */
  show(threadId: string): boolean;
  /** Takes the focus, and chooses nothing any more. */
  rest(): void;
}

export interface CommentedDraft {
  readonly id: string;
  readonly mayComment: boolean;
  readonly whenSaved: () => Promise<boolean>;
}

export class Comments {
  readonly draft: CommentedDraft;
  /** The marks that were seen in this draft's text, for what is pasted. */
  readonly known = new KnownMarks();
  listing = $state.raw<CommentListing>({ threads: [], people: [] });
  #found = $state.raw<Readonly<Partial<Record<AmendmentRoot, readonly string[]>>>>({});
  /** The thread under the pointer, and the one at the caret or in focus. */
  hovered = $state<string | null>(null);
  current = $state<string | null>(null);
  readonly pointed = $derived(this.hovered ?? this.current);
  offer = $state.raw<(Offer & { readonly root: AmendmentRoot }) | null>(null);
  /** The words that a comment is being written on. */
  composing = $state.raw<ChosenWords | null>(null);
  /** Read out by screen readers. */
  said = $state('');
  readonly arranged = $derived(arrangeThreads(this.listing.threads, this.#anchors()));
  /** The threads whose words are marked on the paper. */
  readonly marked = $derived(this.arranged.anchored.map(({ id }) => id));
  #editors: Partial<Record<AmendmentRoot, CommentedEditor>> = {};
  #asked = 0;

  constructor(draft: CommentedDraft, listing: CommentListing) {
    this.draft = draft;
    this.listing = listing;
  }

  /** As the editors have it; until they are there, as the server has told. */
  #anchors(): readonly string[] {
    const { text, justification } = this.#found;
    if (text && justification) return [...text, ...justification];
    return this.listing.threads.filter(({ isOrphan }) => !isOrphan).map(({ id }) => id);
  }

  /** Asks for news while the page is looked at, until it is told to stop. */
  watch(): () => void {
    const ask = () => document.visibilityState === 'visible' && void this.load();
    const timer = setInterval(ask, askEvery);
    document.addEventListener('visibilitychange', ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', ask);
    };
  }

  /** The threads whose words an editor has now, in their order. */
  found(root: AmendmentRoot, threadIds: readonly string[]): void {
    const isNews = this.#found[root]?.join() !== threadIds.join();
    this.#found = { ...this.#found, [root]: threadIds };
    if (isNews) void this.load();
  }

  /** Asks the server; the answer to a later question is never overwritten by an earlier one's. */
  async load(): Promise<void> {
    const question = ++this.#asked;
    try {
      const listing = await api().comments.list.query({ draftId: this.draft.id });
      if (question === this.#asked) this.listing = listing;
    } catch {
      // Whether the server is away, the state of saving tells; it is asked again soon.
    }
  }

  // Editors

  join(root: AmendmentRoot, editor: CommentedEditor): () => void {
    this.#editors[root] = editor;
    return () => {
      delete this.#editors[root];
      if (this.offer?.root === root) this.offer = null;
    };
  }

  /** Puts the caret on the thread's words. */
  showWords(threadId: string): void {
    for (const editor of Object.values(this.#editors)) if (editor.show(threadId)) return;
  }

  /** From the words to what is said of them. */
  goTo(threadId: string): void {
    document.getElementById(threadPlace(threadId))?.focus();
  }

  /** The words that are chosen in an editor; null, and it is said why, if there are none. */
  #choose(root = this.offer?.root): ChosenWords | null {
    const chosen = (root && this.#editors[root]?.choose()) ?? null;
    this.said = chosen ? '' : 'Choose some words of the draft first.';
    return chosen;
  }

  /** Begins a comment on the words that are chosen; what is being written is kept. */
  compose(root?: AmendmentRoot): void {
    this.composing = this.#choose(root) ?? this.composing;
  }

  /** Ends the writing of a comment, and may go back to the words that it was about. */
  leave(goesBack: boolean): void {
    const root = this.composing?.root;
    this.composing = null;
    if (root && goesBack) this.#editors[root]?.rest();
  }

  // What is done: each answers with what went wrong, in a sentence, or with nothing.

  async start(chosen: ChosenWords, body: string): Promise<string> {
    if (!(await this.draft.whenSaved())) return unsaved;
    const draftId = this.draft.id;
    return this.#do((comments) => comments.start.mutate({ draftId, chosen, body }), 'Commented.');
  }

  async attach(threadId: string): Promise<string> {
    const chosen = this.#choose();
    if (!chosen) return this.said;
    if (!(await this.draft.whenSaved())) return unsaved;
    return this.#do((comments) => comments.attach.mutate({ threadId, chosen }), 'Attached.');
  }

  reply(threadId: string, body: string): Promise<string> {
    return this.#do((comments) => comments.reply.mutate({ threadId, body }), 'Answered.');
  }

  edit(commentId: string, body: string): Promise<string> {
    return this.#do((comments) => comments.edit.mutate({ commentId, body }), 'Changed.');
  }

  delete(commentId: string): Promise<string> {
    return this.#do((comments) => comments.delete.mutate({ commentId }), 'Deleted.');
  }

  resolve(threadId: string): Promise<string> {
    return this.#do((comments) => comments.resolve.mutate({ threadId }), 'Resolved.');
  }

  reopen(threadId: string): Promise<string> {
    return this.#do((comments) => comments.reopen.mutate({ threadId }), 'Opened again.');
  }

  async #do(change: (comments: Api['comments']) => Promise<unknown>, done: string) {
    const problem = await requestChange(({ comments }) => change(comments));
    await this.load();
    if (problem === '') this.said = done;
    return problem;
  }
}
