import { Worker } from 'node:worker_threads';
import type { Decision } from '#domain/concordance.ts';
import type { ColumnRole, FourColumnRow } from '#domain/four-column.ts';
import type { EarlierRow, UnreadPart } from '#domain/four-column-table.ts';
import type { AlignmentPicture, RowChanges } from '#domain/table-comparison.ts';
import type { AssembledRow } from './assembled-row.ts';

export interface AssemblyInput {
  /** Each column's text as it is stored: the JSON of a `ColumnSource`. */
  readonly columns: readonly { readonly role: ColumnRole; readonly content: string }[];
  readonly earlier: readonly FourColumnRow[];
  /** Rows that have left the table and may come back; their numbers are not given to others. */
  readonly removed: readonly EarlierRow[];
  /** What people decided about rows, in that order. */
  readonly decisions: readonly Decision[];
  /** The column that is new, of which the picture is made. */
  readonly newRole: ColumnRole;
}

export interface AssembledTable {
  readonly rows: readonly AssembledRow[];
  /** Amendments that found no place. */
  readonly unread: readonly UnreadPart[];
  readonly changes: RowChanges;
  /** Numbers of rows that are no longer in any column. */
  readonly removed: readonly string[];
  readonly picture: AlignmentPicture;
}

/** Puts the table together in a thread of its own. */
export function assemble(input: AssemblyInput): Promise<AssembledTable> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./assembly-worker.ts', import.meta.url), {
      workerData: input,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (code !== 0) reject(new Error(`The table's thread ended with status ${code}.`));
    });
  });
}
