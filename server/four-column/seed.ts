import { createHash } from 'node:crypto';
import type { Db } from '#db/connection.ts';
import type { ColumnRole, ColumnSource } from '#domain/four-column.ts';
import { assembleTable } from '#domain/four-column-table.ts';
import type { Issue } from '#domain/issue.ts';
import { newId } from '../identity.ts';
import { toAssembled } from './assembled-row.ts';
import { insertPosition } from './queries.ts';
import { storeRows } from './row-store.ts';
import { summaryColumns } from './summaries.ts';

/**
 * Begins a procedure's table with summaries of its issues. A text that somebody imports later
 * takes a column over. For a procedure that is new: nothing stands in its columns yet.
 */
export async function recordSummaries(
  trx: Db,
  procedureId: string,
  issues: readonly Issue[],
  now: Date,
): Promise<void> {
  const sources: Partial<Record<ColumnRole, ColumnSource>> = {};
  const positions: Partial<Record<ColumnRole, string>> = {};
  for (const { role, summaries } of summaryColumns(issues)) {
    const source: ColumnSource = { kind: 'summaries', summaries };
    sources[role] = source;
    positions[role] = await insertSummaries(trx, procedureId, role, source, now);
  }
  const rows = assembleTable(sources, []).rows.map((row) => toAssembled(row, null, []));
  await storeRows(trx, procedureId, rows, positions, now);
}

async function insertSummaries(
  trx: Db,
  procedureId: string,
  role: ColumnRole,
  source: ColumnSource,
  now: Date,
): Promise<string> {
  const id = newId();
  const content = JSON.stringify(source);
  await insertPosition(trx, {
    id,
    procedure_id: procedureId,
    role,
    kind: 'summaries',
    document: null,
    date: null,
    language: 'en',
    format: 'summaries',
    sha256: createHash('sha256').update(content).digest('hex'),
    file_name: 'summaries',
    size: Buffer.byteLength(content),
    content,
    report: JSON.stringify({ counts: {}, unread: [], warnings: [] }),
    imported_at: now.toISOString(),
    imported_by: null,
    superseded_at: null,
  });
  return id;
}
