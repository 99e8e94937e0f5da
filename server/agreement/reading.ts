/** What is written in the agreement column, row by row, for tables, exports and rounds. */
import { readAgreementState } from '#document/agreement-text.ts';
import type { Context } from '../context.ts';
import * as queries from './queries.ts';
import type { AgreementRow } from './queries.ts';

export interface LiveRow extends AgreementRow {
  readonly text: string;
}

/** By row; empty where nobody has begun. It is for members: whoever calls this has asked. */
export async function readLiveRows(
  { db, texts }: Pick<Context, 'db' | 'texts'>,
  procedureId: string,
): Promise<ReadonlyMap<string, LiveRow>> {
  const draftId = await queries.findAgreement(db, procedureId);
  if (draftId === undefined) return new Map();
  const rows = await queries.listAgreementRows(db, draftId);
  const written = readAgreementState(await texts.read(draftId));
  return new Map(
    rows.map((row) => [row.rowId, { ...row, text: written.get(row.rowId) ?? '' }] as const),
  );
}
