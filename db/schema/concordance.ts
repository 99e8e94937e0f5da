import type { DecisionKind } from '#domain/concordance.ts';

/** What somebody decided about rows of a procedure's table. Ids sort by time. */
export interface ConcordanceDecisionTable {
  id: string;
  procedure_id: string;
  kind: DecisionKind;
  /** JSON of a `Decision`. */
  decision: string;
  /** Null for somebody who has left. */
  decided_by: string | null;
  decided_at: string;
  undone_by: string | null;
  undone_at: string | null;
}
