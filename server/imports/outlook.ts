/** What an import would do to a procedure's table: asked before it is stored, and shown to a person. */
import type { ColumnRole } from '#domain/four-column.ts';
import { parseProcedureReference, procedureSlug } from '#domain/procedure-reference.ts';
import type { Visibility } from '#domain/permission.ts';
import type { AlignmentPicture, RowChanges } from '#domain/table-comparison.ts';
import type { Context } from '../context.ts';
import { planTable, type TablePlan } from '../four-column/table.ts';
import { findProcedureForImport } from '../procedures/service.ts';
import type { ContentCounts, Unread } from './formats/imported-document.ts';
import { markOfImport } from './import-mark.ts';
import { findKnownText, type KnownText, knownTextNote } from './known-text.ts';
import { replacementNotes } from './notes.ts';
import * as queries from './queries.ts';
import type { CurrentPosition, ReadDocument } from './queries.ts';
import { requireReference } from './reading.ts';

/** What an import did, or would do. */
export interface ImportResult {
  readonly procedure: string;
  readonly role: ColumnRole;
  readonly document: string | null;
  readonly language: string;
  readonly format: string;
  readonly counts: ContentCounts;
  readonly unread: readonly Unread[];
  readonly warnings: readonly string[];
  readonly rows: RowChanges;
}

/** What a person is shown before the import. */
export interface Preview {
  readonly result: ImportResult;
  readonly slug: string;
  readonly title: string;
  /** Those of the warnings that make the file look like the wrong one. */
  readonly doubts: readonly string[];
  readonly date: string | null;
  readonly fileName: string;
  readonly mark: Visibility;
  readonly isNewProcedure: boolean;
  /** The same file stands in the column already: no row changes. */
  readonly isAlreadyThere: boolean;
  /** Of such a file, the number or the date that is kept is put right. */
  readonly corrects: boolean;
  readonly replaces: {
    readonly document: string | null;
    readonly kind: CurrentPosition['kind'];
    readonly importedAt: string;
  } | null;
  readonly alignment: AlignmentPicture;
}

export interface Outlook {
  readonly plan: TablePlan;
  readonly known: KnownText | undefined;
  /** That the text will have. */
  readonly mark: Visibility;
  readonly preview: Preview;
}

export async function lookAhead(ctx: Context, document: ReadDocument): Promise<Outlook> {
  const procedure = await findProcedureForImport(ctx, document.procedure);
  const current = procedure ? await queries.listCurrentPositions(ctx.db, procedure.id) : [];
  const mark = procedure
    ? await markOfImport(ctx, procedure, document)
    : (document.mark ?? 'public');
  const plan = await planTable(ctx.db, procedure?.id, document.role, document.content);
  const known = findKnownText(document, current);
  const { doubts } = document.report;
  const warnings = [
    ...doubts,
    ...(known ? [knownTextNote(known)] : replacementNotes(document, current, plan)),
    ...document.report.warnings,
  ];
  const kept = { ...document, ...known?.details };
  const rows = known ? nothingChanges(plan) : plan.table.changes;
  return {
    plan,
    known,
    mark,
    preview: {
      result: toResult(kept, plan, warnings, rows),
      slug: slugOf(document.procedure),
      title: document.title,
      doubts,
      date: kept.date,
      fileName: document.fileName,
      mark,
      isNewProcedure: procedure === undefined,
      isAlreadyThere: known !== undefined,
      corrects: known?.isCorrected ?? false,
      replaces: known ? null : replaced(document, current),
      alignment: plan.table.picture,
    },
  };
}

function replaced(
  { role }: ReadDocument,
  current: readonly CurrentPosition[],
): Preview['replaces'] {
  const inPlace = current.find((one) => one.role === role);
  if (!inPlace) return null;
  const { document, kind, importedAt } = inPlace;
  return { document, kind, importedAt };
}

function nothingChanges({ table }: TablePlan): RowChanges {
  return { added: 0, changed: 0, unchanged: table.rows.length };
}

function toResult(
  document: ReadDocument,
  { table }: TablePlan,
  warnings: readonly string[],
  rows: RowChanges,
): ImportResult {
  const own = table.unread.filter(({ role }) => role === document.role);
  return {
    procedure: document.procedure,
    role: document.role,
    document: document.document,
    language: document.language,
    format: document.format,
    counts: document.report.counts,
    unread: [...document.report.unread, ...own.map(({ where, why }) => ({ where, why }))],
    warnings,
    rows,
  };
}

export function slugOf(reference: string): string {
  const parsed = parseProcedureReference(requireReference(reference));
  if (!parsed) throw new Error(`A reference that was read before is none: ${reference}`);
  return procedureSlug(parsed);
}
