import type { Column, RowFilter, RowPlace, StoredRow, Window } from './queries.ts';

/** A four-column table as somebody sees it. */
export interface SeenTable {
  readonly columns: readonly Column[];
  /** False where statuses are not theirs to see: then every row is given as open, and none is meant so. */
  readonly hasStatuses: boolean;
  listRows(filter: RowFilter, window: Window): Promise<readonly StoredRow[]>;
  countRows(filter: RowFilter): Promise<number>;
  /** How many of the rows that the filter leaves stand before this one. */
  countRowsBefore(filter: RowFilter, ordinal: number): Promise<number>;
  listStatuses(): Promise<readonly string[]>;
  listPlaces(): Promise<readonly RowPlace[]>;
  findRow(id: string): Promise<StoredRow | undefined>;
}
