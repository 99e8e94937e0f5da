/**
 * The Commission's proposal of a procedure whose table has no text of it. Amendments are written
 * to the proposal's words: before any can begin, somebody has to import them.
 */
import type { Db } from '#db/connection.ts';
import { findProposalDocument } from '../procedures/service.ts';
import type { Column } from './queries.ts';

export interface MissingProposal {
  /** "COM(2016) 616 final"; null where the procedure's documents do not tell. */
  readonly document: string | null;
}

/** Null where the proposal's text stands among the columns that somebody sees. */
export async function findMissingProposal(
  db: Db,
  procedureId: string,
  columns: readonly Column[],
): Promise<MissingProposal | null> {
  if (columns.some(({ role, kind }) => role === 'proposal' && kind !== 'summaries')) return null;
  const known = await findProposalDocument(db, procedureId);
  return { document: known?.reference ?? null };
}
