/**
 * What a member does at a table in this browser: which rows are chosen, which one is open beside
 * the table, and the statuses that were given since the page was loaded.
 */
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { legendEntry, type LegendEntry } from '#domain/status-legend.ts';
import type { Assignee } from '#server/four-column/queries.ts';
import type { TableRow } from '#server/four-column/service.ts';
import type { RoundsView } from '#server/rounds/reading.ts';
import type { Api } from '#lib/api/client.ts';
import { requestChange } from '#lib/api/request-change.ts';

interface Given {
  readonly status?: string;
  readonly assignees?: readonly Assignee[];
}

/** What was done last, in words, and how it is taken back. */
export interface Done {
  readonly words: string;
  readonly changeId: string | null;
}

export class TableWork {
  readonly chosen = new SvelteSet<string>();
  /** The row whose details stand beside the table. */
  opened = $state.raw<TableRow | null>(null);
  done = $state.raw<Done | null>(null);
  problem = $state('');
  busy = $state(false);
  /** Rises with each deed, so that what is shown of a row is asked for again. */
  deeds = $state(0);
  readonly #given = new SvelteMap<string, Given>();
  readonly #slug: () => string;
  /** Read again after each deed, since the numbers of rows by status have changed. */
  #newest = $state.raw<RoundsView | null>(null);
  readonly #loaded: () => RoundsView | null;

  constructor(slug: () => string, rounds: () => RoundsView | null) {
    this.#slug = slug;
    this.#loaded = rounds;
  }

  /** Rounds, legend and people; null for whoever does not see them. */
  get rounds(): RoundsView | null {
    return this.#newest ?? this.#loaded();
  }

  statusOf(row: Pick<TableRow, 'id' | 'status'>): string {
    return this.#given.get(row.id)?.status ?? row.status;
  }

  assigneesOf(row: Pick<TableRow, 'id' | 'assignees'>): readonly Assignee[] {
    return this.#given.get(row.id)?.assignees ?? row.assignees;
  }

  entryOf(key: string): LegendEntry {
    return legendEntry(this.rounds?.legend ?? [], key);
  }

  choose(rowId: string, isChosen: boolean): void {
    if (isChosen) this.chosen.add(rowId);
    else this.chosen.delete(rowId);
  }

  /** Another page's rows are not chosen any more; what was given to them is in what was loaded. */
  reset(): void {
    this.chosen.clear();
    this.#given.clear();
    this.#newest = null;
    this.done = null;
    this.problem = '';
  }

  setStatus(rowIds: readonly string[], status: string, why: string): Promise<void> {
    return this.#do(async ({ rounds }) => {
      const input = { slug: this.#slug(), rowIds: [...rowIds], status, why };
      const { changeId } = await rounds.setStatus.mutate(input);
      for (const id of rowIds) this.#give(id, { status });
      const rows = rowIds.length === 1 ? 'The row is' : `${rowIds.length} rows are`;
      this.done = { words: `${rows} now “${this.entryOf(status).name}”.`, changeId };
    });
  }

  undo(changeId: string): Promise<void> {
    return this.#do(async ({ rounds }) => {
      const now = await rounds.undoStatus.mutate({ changeId });
      for (const { id, status } of now) this.#give(id, { status });
      this.done = { words: 'Taken back.', changeId: null };
    });
  }

  assign(rows: readonly TableRow[], person: Assignee, isOn: boolean): Promise<void> {
    return this.#do(async ({ rounds }) => {
      const rowIds = rows.map(({ id }) => id);
      await rounds.assign.mutate({ slug: this.#slug(), rowIds, userId: person.id, isOn });
      for (const row of rows)
        this.#give(row.id, { assignees: withPerson(this.assigneesOf(row), person, isOn) });
      const count = rows.length === 1 ? 'the row' : `${rows.length} rows`;
      const words = isOn
        ? `${person.name} has taken on ${count}.`
        : `${person.name} is off ${count}.`;
      this.done = { words, changeId: null };
    });
  }

  #give(rowId: string, given: Given): void {
    this.#given.set(rowId, { ...this.#given.get(rowId), ...given });
  }

  async #do(deed: (api: Api) => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = '';
    this.done = null;
    this.problem = await requestChange(deed);
    if (this.problem === '') {
      this.deeds++;
      await requestChange(async ({ rounds }) => {
        this.#newest = await rounds.list.query({ slug: this.#slug() });
      });
    }
    this.busy = false;
  }
}

function withPerson(
  assignees: readonly Assignee[],
  person: Assignee,
  isOn: boolean,
): readonly Assignee[] {
  const others = assignees.filter(({ id }) => id !== person.id);
  return isOn ? [...others, person].toSorted((a, b) => a.name.localeCompare(b.name)) : others;
}
