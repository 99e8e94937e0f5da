/** What an import would do to a procedure's table: asked before it is stored, and shown to a person. */
import type { ColumnRole } from '#domain/four-column.ts';
import { parseProcedureReference, procedureSlug } from '#domain/procedure-reference.ts';
import type { Visibility } from '#domain/permission.ts';
import type { AlignmentPicture, RowChanges } from '#domain/table-comparison.ts';
import type { Context } from '../context.ts';
import { readLeavingRows } from '../four-column/service.ts';
import { planTable, type TablePlan } from '../four-column/table.ts';
import { findProcedureForImport, type Procedure } from '../procedures/service.ts';
import type { ContentCounts, Unread } from './formats/imported-document.ts';
import { markOfImport } from './import-mark.ts';
import { findKnownText, type KnownText, knownTextNote } from './known-text.ts';
import { leavingNotes, replacementNotes } from './notes.ts';
import * as queries from './queries.ts';
import type { CurrentPosition, ReadDocument } from './queries.ts';
import { requireReference } from './reading.ts';

/** What an import did, or would do. */
export interface ImportResult {
  readonly procedure: string;
  readonly role: ColumnRole;
  /** Several where the file is a table. */
  readonly roles: readonly ColumnRole[];
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

/** A document with the mark that it will have. */
export type MarkedDocument = ReadDocument & { readonly newMark: Visibility };

export interface Outlook {
  readonly plan: TablePlan;
  /** The columns that are filled; of a table without the proposal, where its own text is here. */
  readonly documents: readonly MarkedDocument[];
  /** Undefined where any text is new. */
  readonly known: readonly KnownText[] | undefined;
  readonly preview: Preview;
}

export async function lookAhead(ctx: Context, read: readonly ReadDocument[]): Promise<Outlook> {
  const procedure = await findProcedureForImport(ctx, read[0]!.procedure);
  const current = procedure ? await queries.listCurrentPositions(ctx.db, procedure.id) : [];
  const documents = await withMarks(ctx, procedure, withoutKnownProposal(read, current));
  const document = documents[0]!;
  const plan = await planTable(ctx.db, procedure?.id, documents);
  const found = documents.flatMap((one) => findKnownText(one, current) ?? []);
  const known = found.length === documents.length ? found : undefined;
  const { doubts } = document.report;
  const warnings = [
    ...doubts,
    ...(known
      ? [knownTextNote(known[0]!)]
      : documents.flatMap((one) => replacementNotes(one, current, plan))),
    ...(procedure && !known ? await notesOnLeaving(ctx, procedure, plan) : []),
    ...keptProposalNotes(read, documents),
    ...document.report.warnings,
  ];
  const kept = { ...document, ...known?.[0]?.details };
  const rows = known ? nothingChanges(plan) : plan.table.changes;
  return {
    plan,
    documents,
    known,
    preview: {
      result: toResult(kept, documents, plan, [...new Set(warnings)], rows),
      slug: slugOf(document.procedure),
      title: document.title,
      doubts,
      date: kept.date,
      fileName: document.fileName,
      mark: document.newMark,
      isNewProcedure: procedure === undefined,
      isAlreadyThere: known !== undefined,
      corrects: known?.some(({ isCorrected }) => isCorrected) ?? false,
      replaces: known ? null : replaced(document, current),
      alignment: plan.table.picture,
    },
  };
}

async function notesOnLeaving(
  ctx: Context,
  procedure: Procedure,
  { table: { removed } }: TablePlan,
): Promise<readonly string[]> {
  return leavingNotes(removed.length, await readLeavingRows(ctx, procedure, removed));
}

/** The proposal’s own text is worth more than what a table repeats of it, and rows are found in it. */
function withoutKnownProposal(
  read: readonly ReadDocument[],
  current: readonly CurrentPosition[],
): readonly ReadDocument[] {
  const hasText = current.some(({ role, kind }) => role === 'proposal' && kind === 'act');
  const others = read.filter(({ role, kind }) => !(role === 'proposal' && kind === 'rows'));
  return hasText && others.length > 0 ? others : read;
}

function keptProposalNotes(
  read: readonly ReadDocument[],
  documents: readonly ReadDocument[],
): readonly string[] {
  if (read.length === documents.length) return [];
  return ['The proposal’s own text stays; the table’s rows are found in it.'];
}

async function withMarks(
  ctx: Context,
  procedure: Procedure | undefined,
  documents: readonly ReadDocument[],
): Promise<readonly MarkedDocument[]> {
  const marked: MarkedDocument[] = [];
  for (const document of documents) {
    const newMark = procedure
      ? await markOfImport(ctx, procedure, document)
      : (document.mark ?? 'public');
    marked.push({ ...document, newMark });
  }
  return marked;
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
  documents: readonly ReadDocument[],
  { table }: TablePlan,
  warnings: readonly string[],
  rows: RowChanges,
): ImportResult {
  const roles = documents.map(({ role }) => role);
  const own = table.unread.filter(({ role }) => roles.includes(role));
  return {
    procedure: document.procedure,
    role: document.role,
    roles,
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
