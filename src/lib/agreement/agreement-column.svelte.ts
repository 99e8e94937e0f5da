/**
 * The agreement column open in this browser: what each row says now, and who is in which row. It
 * joins the shared text of the procedure, as a draft's page joins a draft; each row that changes is
 * told by itself, since a table has thousands.
 */
import { SvelteMap } from 'svelte/reactivity';
import type * as Y from 'yjs';
import { agreementText, readAgreement, rowOfRoot } from '#document/agreement-text.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import { api } from '#lib/api/client.ts';
import { requestChange } from '#lib/api/request-change.ts';
import type { DraftSession } from '#lib/collaboration/draft-session.svelte.ts';
import { OpenDraft } from '#lib/collaboration/open-draft.svelte.ts';
import { peopleIn, type Presence } from '#lib/collaboration/presence.ts';
import type { Ending } from '#lib/collaboration/saving-words.ts';
import type { AgreementView } from '#server/agreement/service.ts';

export interface AgreementToOpen {
  readonly slug: string;
  readonly view: AgreementView;
  /** Asks the API whether it may still be read; an answer that ends the session, or null. */
  readonly recheck: () => Promise<Ending | null>;
}

export class AgreementColumn {
  readonly mayWrite: boolean;
  readonly me: Presence;
  /** By row: what it says now. */
  readonly texts = new SvelteMap<string, string>();
  /** By row: the others who are in it. */
  readonly here = new SvelteMap<string, readonly Presence[]>();
  /** The row that is being written here, and the one for which a beginning is being chosen. */
  editing = $state<string | null>(null);
  choosing = $state<string | null>(null);
  problem = $state('');
  open = $state.raw<OpenDraft<true> | null>(null);
  readonly #asked: AgreementToOpen;
  #stop: () => void = () => {};

  constructor(asked: AgreementToOpen) {
    this.#asked = asked;
    this.mayWrite = asked.view.mayWrite;
    this.me = asked.view.me;
    if (asked.view.id !== null) this.#join(asked.view.id);
  }

  get session(): DraftSession<true> | null {
    return this.open?.session ?? null;
  }

  get doc(): Y.Doc | undefined {
    return this.session?.doc;
  }

  /** Whether somebody has begun the row, as far as is known here. */
  isBegun(rowId: string): boolean {
    return this.texts.has(rowId);
  }

  #join(id: string): void {
    const { view, recheck } = this.#asked;
    const { epoch, mayWrite, me } = view;
    const read = (_doc: Y.Doc, isReceived: boolean) => (isReceived ? true : null);
    this.open = new OpenDraft<true>({ id, epoch, mayWrite, me, recheck, read });
  }

  /** Follows the session that is open; to be called again when another takes its place. */
  follow(): () => void {
    const { session } = this;
    if (!session) return () => {};
    const { doc, provider } = session;
    const read = () => {
      for (const [rowId, text] of readAgreement(doc)) this.texts.set(rowId, text);
    };
    const changed = ({ changed: types }: Y.Transaction) => {
      for (const [root, type] of doc.share) {
        const rowId = types.has(type as never) ? rowOfRoot(root) : undefined;
        if (rowId !== undefined) this.texts.set(rowId, doc.getText(root).toString());
      }
    };
    const look = () => this.#look(session);
    read();
    look();
    doc.on('afterTransaction', changed);
    provider.awareness.on('change', look);
    return () => {
      doc.off('afterTransaction', changed);
      provider.awareness.off('change', look);
    };
  }

  #look({ provider, doc }: DraftSession<true>): void {
    const states = [...provider.awareness.getStates()].filter(
      ([client]) => client !== doc.clientID,
    );
    const byRow = Map.groupBy(states, ([, state]) => (state as { row?: unknown }).row);
    for (const rowId of this.here.keys()) if (!byRow.has(rowId)) this.here.delete(rowId);
    for (const [rowId, own] of byRow)
      if (typeof rowId === 'string') this.here.set(rowId, peopleIn(own.map(([, state]) => state)));
  }

  /** Begins a row with the words of a column, or none, and goes on to write in it. */
  async begin(rowId: string, source: ColumnRole | null): Promise<void> {
    const { slug } = this.#asked;
    this.problem = await requestChange(async () => {
      const { id } = await api().agreement.begin.mutate({ slug, rowId, source });
      if (!this.open) this.#join(id);
    });
    if (this.problem !== '') return;
    this.choosing = null;
    this.edit(rowId);
  }

  edit(rowId: string): void {
    this.editing = rowId;
    this.#tellPlace(rowId);
  }

  leave(): void {
    this.editing = null;
    this.#tellPlace(null);
  }

  #tellPlace(rowId: string | null): void {
    this.session?.provider.awareness.setLocalStateField('row', rowId);
  }

  textOf(rowId: string): Y.Text | undefined {
    return this.doc && agreementText(this.doc, rowId);
  }

  close(): void {
    this.#stop();
    this.open?.close();
  }
}
