/**
 * A four-column table as a file gives it: in the institutions' Word documents, or in the files
 * that we write ourselves. Rows stand in the order of the file. A cell that the file leaves empty
 * is absent: it says that the column does not address the provision, not that it deletes it.
 */
import type { ColumnRole } from './four-column.ts';
import type { ProvisionKind } from './provision.ts';
import type { LegendEntry } from './status-legend.ts';

export interface ImportedTableColumn {
  readonly role: ColumnRole;
  /** As printed at the head: "Council Mandate". */
  readonly heading: string;
  /** The document's number where the file gives one: "COM(2020) 842 final". */
  readonly document: string | null;
  /** ISO day. */
  readonly date: string | null;
}

export interface ImportedTableCell {
  /** The column's own words, without what it strikes out, and without number of amendment or text origin. */
  readonly text: string;
  readonly state: 'text' | 'deleted';
  /** "Amendment 61", or the row's citation. */
  readonly locator: string;
}

export interface ImportedTableRow {
  /** As printed: "18a"; null in the layouts that do not number their rows. */
  readonly number: string | null;
  /** As the file calls the place: "Article 5(1), first subparagraph, point (a)". */
  readonly citation: string;
  readonly kind: ProvisionKind;
  readonly cells: Readonly<Partial<Record<ColumnRole, ImportedTableCell>>>;
  /** Key in the legend of `ImportedTable`; null where the file gives the row no light. */
  readonly status: string | null;
  /** The column from which the agreed words come: "EP Mandate"; null where it is not said. */
  readonly origin: string | null;
  /** Columns of the file that are none of ours, by their headings: "Comments". */
  readonly others: Readonly<Record<string, string>>;
}

export interface ImportedTable {
  readonly columns: readonly ImportedTableColumn[];
  readonly legend: readonly LegendEntry[];
  readonly rows: readonly ImportedTableRow[];
}
