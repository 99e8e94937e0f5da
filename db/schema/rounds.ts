export interface RoundTable {
  id: string;
  procedure_id: string;
  /** 1, 2, 3 … in each procedure. */
  number: number;
  name: string;
  /** ISO day of the meeting. */
  date: string | null;
  opened_at: string;
  /** JSON of the columns as they were when it was frozen; null while it is open. */
  columns: string | null;
  /** JSON of the legend as it was then. */
  legend: string | null;
  frozen_at: string | null;
  frozen_by: string | null;
}

/** A row of a frozen round. Rows are only added. */
export interface RoundRowTable {
  round_id: string;
  ordinal: number;
  row_id: string;
  status: string;
  /** JSON of what the row said. */
  content: string;
}

/** Without a row here, a procedure has the usual legend. */
export interface StatusLegendTable {
  procedure_id: string;
  /** JSON of a `StatusLegend`. */
  entries: string;
  changed_at: string;
  changed_by: string | null;
}

/** One deed that gave some rows a status. */
export interface StatusChangeTable {
  id: string;
  round_id: string;
  status: string;
  why: string;
  made_at: string;
  made_by: string | null;
  undone_at: string | null;
  undone_by: string | null;
}

export interface StatusChangeRowTable {
  change_id: string;
  row_id: string;
}

/** Somebody has taken on a row, or had, until it ended. */
export interface RowAssignmentTable {
  id: string;
  row_id: string;
  user_id: string;
  made_at: string;
  made_by: string | null;
  ended_at: string | null;
  ended_by: string | null;
}

/** What a member said about a row. */
export interface RowRemarkTable {
  id: string;
  row_id: string;
  author_id: string | null;
  /** Empty once it was deleted. */
  body: string;
  created_at: string;
  deleted_at: string | null;
}

export interface RoundSchema {
  round: RoundTable;
  round_row: RoundRowTable;
  status_legend: StatusLegendTable;
  status_change: StatusChangeTable;
  status_change_row: StatusChangeRowTable;
  row_assignment: RowAssignmentTable;
  row_remark: RowRemarkTable;
}
