/**
 * The suggestions of an open draft: the list, as the server has recorded it and the text shows it,
 * what is chosen to suggest other words for, and what somebody does about them.
 */
import { TRPCClientError } from '@trpc/client';
import { tick } from 'svelte';
import type { AmendmentContent, AmendmentRoot } from '#document/amendment-content.ts';
import type { Choice } from '#document/choose-to-suggest.ts';
import { listSuggestions, type Suggestion } from '#document/suggestion-list.ts';
import type { SuggestionInText } from '#document/suggestions.ts';
import { type Api, api } from '#lib/api/client.ts';
import type { DraftView } from '#server/drafts/service.ts';
import type { DraftSuggestions } from '#server/suggestions/service.ts';
import { decideInPortions } from './decide-in-portions.ts';
import { decidedWords } from './suggestion-words.ts';

/** What an editor does for this. */
export interface SuggestingEditor {
  /** What is chosen in it; null if it goes beyond one paragraph. */
  choose(): Choice | null;
  /** Puts the caret on a suggestion's words; false if they are not in it. */
  show(id: string): boolean;
  focus(): void;
}

/** Where words are chosen, in pixels from the editor's corner. */
export interface SuggestingOffer {
  readonly root: AmendmentRoot;
  readonly left: number;
  readonly top: number;
}

type Draft = Pick<DraftView, 'id' | 'mayWrite' | 'maySuggest' | 'me'>;

const unsaved =
  'Your last words are not saved on the server yet, so nothing was suggested. Try again when it says “Saved”.';
const noAnswer = 'The server did not answer. Look whether it was done before you try again.';

export class Suggestions {
  readonly draft: Draft;
  readonly #whenSaved: () => Promise<boolean>;
  #known = $state.raw<readonly Suggestion[]>([]);
  /** As the shared text has them; null until it is open here. */
  #live = $state.raw<{
    readonly inText: readonly SuggestionInText[];
    readonly proposed: AmendmentContent;
  } | null>(null);
  #listing = $state.raw<DraftSuggestions>()!;
  /** Whether what is recorded of new ones is still being asked for. */
  isAsking = $state(false);
  readonly list = $derived.by(() =>
    this.#live ? listSuggestions(this.#known, this.#live.inText) : this.#listing,
  );
  readonly proposed = $derived(this.#live?.proposed ?? this.#listing.proposed);
  /** Those whose words are in the text. */
  readonly waiting = $derived(this.list.pending.filter(({ isGone }) => !isGone));
  hovered = $state<string | null>(null);
  current = $state<string | null>(null);
  readonly pointed = $derived(this.hovered ?? this.current);
  offer = $state.raw<SuggestingOffer | null>(null);
  /** The words for which others are being suggested. */
  choice = $state.raw<Choice | null>(null);
  isBusy = $state(false);
  /** What was done, or why nothing was; one of them is empty. */
  done = $state('');
  problem = $state('');
  readonly #editors: Partial<Record<AmendmentRoot, SuggestingEditor>> = {};
  #asked = 0;
  /** The left over marks that the server was asked to clear. */
  #tidied = '';

  constructor(draft: Draft, listing: DraftSuggestions, whenSaved: () => Promise<boolean>) {
    this.draft = draft;
    this.#whenSaved = whenSaved;
    this.take(listing);
  }

  take(listing: DraftSuggestions): void {
    this.#listing = listing;
    this.#known = [...listing.pending, ...listing.decided];
  }

  /** The text changed; what is recorded is asked for when other suggestions are in it. */
  see(inText: readonly SuggestionInText[], proposed: AmendmentContent): void {
    const before = idsOf(this.#live?.inText ?? this.waiting);
    this.#live = { inText, proposed };
    if (before !== idsOf(inText)) void this.load();
    else this.#tidy();
  }

  /** The answer to a later question is never overwritten by an earlier one's. */
  async load(): Promise<void> {
    const question = ++this.#asked;
    this.isAsking = true;
    try {
      const listing = await api().suggestions.list.query({ draftId: this.draft.id });
      if (question === this.#asked) this.take(listing);
    } catch {
      // The server is away, as the state of saving says; the next change asks again.
    }
    if (question !== this.#asked) return;
    this.isAsking = false;
    this.#tidy();
  }

  // In the editors

  join(root: AmendmentRoot, editor: SuggestingEditor): () => void {
    this.#editors[root] = editor;
    return () => {
      delete this.#editors[root];
      if (this.offer?.root === root) this.offer = null;
    };
  }

  /** Puts the caret on the words of a suggestion. */
  showWords(id: string): void {
    for (const editor of Object.values(this.#editors)) if (editor.show(id)) return;
  }

  /** Begins a suggestion for what is chosen in this editor. */
  begin(root: AmendmentRoot): void {
    this.problem = this.done = '';
    this.choice = this.#editors[root]?.choose() ?? null;
    this.offer = null;
    if (!this.choice) this.problem = 'A suggestion stays in one paragraph. Choose words of one.';
  }

  /** Back to where the words were chosen. */
  async leave(): Promise<void> {
    const root = this.choice?.chosen.root;
    this.choice = null;
    // Nothing behind the dialogue takes the focus while it is open.
    await tick();
    if (root) this.#editors[root]?.focus();
  }

  // What is done; each answers whether it was.

  async suggest({ chosen, toDelete, words: before }: Choice, given: string): Promise<boolean> {
    const words = given.replaceAll(/\s*\n\s*/g, ' ');
    if (before !== '' && words === before) return this.#refuse('Change the words, or leave none.');
    if (!(await this.#whenSaved())) return this.#refuse(unsaved);
    const draftId = this.draft.id;
    const proposal = { draftId, chosen: words === '' ? toDelete : chosen, words };
    return this.#do('It is suggested.', ({ suggest }) => suggest.mutate(proposal));
  }

  decide(verb: 'accept' | 'reject', ids: readonly string[]): Promise<boolean> {
    const draftId = this.draft.id;
    return this.#do('', async (suggestions) => {
      const { settled, left } = await decideInPortions(ids, (some) =>
        suggestions[verb].mutate({ draftId, ids: some }),
      );
      this.done = decidedWords(verb, settled, left);
    });
  }

  withdraw(id: string): Promise<boolean> {
    const request = { draftId: this.draft.id, id };
    return this.#do('It is withdrawn.', ({ withdraw }) => withdraw.mutate(request));
  }

  /** Marks that came back after a decision mean nothing, and hide words that stand. */
  #tidy(): void {
    const found = this.#live ? this.list.leftOver.join() : '';
    if (found === this.#tidied) return;
    this.#tidied = found;
    if (found === '' || !this.draft.maySuggest) return;
    const request = { draftId: this.draft.id };
    // If it fails, whoever comes next sees them as well.
    api()
      .suggestions.clearLeftOver.mutate(request)
      .catch(() => {});
  }

  #refuse(problem: string): false {
    this.done = '';
    this.problem = problem;
    return false;
  }

  async #do(done: string, change: (api: Api['suggestions']) => Promise<unknown>): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.problem = this.done = '';
    try {
      await change(api().suggestions);
      if (done) this.done = done;
      return true;
    } catch (error) {
      return this.#refuse(refusalIn(error));
    } finally {
      this.isBusy = false;
      await this.load();
    }
  }
}

function idsOf(suggestions: readonly { readonly id: string }[]): string {
  return JSON.stringify(suggestions.map(({ id }) => id));
}

/** What the server said, if it said something. */
function refusalIn(error: unknown): string {
  return error instanceof TRPCClientError && error.data ? error.message : noAnswer;
}
