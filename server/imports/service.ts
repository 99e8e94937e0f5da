/**
 * Imports: a file is read, shown with what it would change, and stored when a person confirms.
 * Everything is stored in one transaction, or nothing is.
 */
import { columnRoleName } from '#domain/column-role.ts';
import { DomainError } from '#domain/errors.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import { parseProcedureReference, procedureSlug } from '#domain/procedure-reference.ts';
import type { AlignmentPicture, RowChanges } from '#domain/table-comparison.ts';
import type { Db } from '#db/connection.ts';
import type { Context } from '../context.ts';
import { isStillTrue, planTable, storeTable, type TablePlan } from '../four-column/table.ts';
import { newId } from '../identity.ts';
import { requireUser } from '../permission.ts';
import {
  findOrCreateProcedure,
  findProcedureForImport,
  nameProcedure,
} from '../procedures/service.ts';
import type { ContentCounts, Unread } from './formats/imported-document.ts';
import * as queries from './queries.ts';
import type { CurrentPosition, ReadDocument } from './queries.ts';
import { type ImportRequest, readRequest, requireReference } from './reading.ts';

export { type ImportRequest, requireImportable } from './reading.ts';

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
  readonly date: string | null;
  readonly fileName: string;
  readonly isNewProcedure: boolean;
  /** The same file stands in the column already: there is nothing to do. */
  readonly isAlreadyThere: boolean;
  readonly replaces: {
    readonly document: string | null;
    readonly kind: CurrentPosition['kind'];
    readonly importedAt: string;
  } | null;
  readonly alignment: AlignmentPicture;
}

interface Outlook {
  readonly plan: TablePlan;
  readonly current: readonly CurrentPosition[];
  readonly preview: Preview;
}

/** Reads a file and says what its import would do; stores nothing. */
export async function previewImport(ctx: Context, request: ImportRequest): Promise<Preview> {
  await findProcedureForImport(ctx, request.procedure);
  return (await lookAhead(ctx, await readRequest(request))).preview;
}

const previewHolds = 60 * 60 * 1000;

/** The same, kept for an hour for the person to confirm. Answers with the preview's id. */
export async function holdImport(ctx: Context, request: ImportRequest): Promise<string> {
  const user = requireUser(ctx.visitor);
  await findProcedureForImport(ctx, request.procedure);
  const document = await readRequest(request);
  const { preview } = await lookAhead(ctx, document);
  const now = ctx.clock.now();
  const held = {
    id: newId(),
    userId: user.id,
    document: JSON.stringify(document),
    preview: JSON.stringify(preview),
  };
  await queries.deleteOldPreviews(ctx.db, user.id, now);
  await queries.holdPreview(ctx.db, held, new Date(now.getTime() + previewHolds));
  return held.id;
}

export async function readHeld(ctx: Context, id: string): Promise<Preview> {
  return JSON.parse((await findHeld(ctx, id)).preview) as Preview;
}

/** Stores what the person has seen. */
export async function confirmImport(
  ctx: Context,
  id: string,
): Promise<ImportResult & { readonly slug: string }> {
  const held = await findHeld(ctx, id);
  const document = JSON.parse(held.document) as ReadDocument;
  const result = await storeDocument(ctx, document);
  await queries.deletePreview(ctx.db, id);
  return { ...result, slug: slugOf(document.procedure) };
}

async function findHeld(ctx: Context, id: string) {
  const user = requireUser(ctx.visitor);
  const now = ctx.clock.now();
  const held = await queries.findPreview(ctx.db, { id, userId: user.id, now });
  if (held) return held;
  throw new DomainError(
    'not-found',
    'This preview is no longer kept: it was imported, or an hour has passed. Nothing is lost; choose the file again.',
  );
}

/** Reads a file and stores it at once, as the command line does. */
export async function importDocument(ctx: Context, request: ImportRequest): Promise<ImportResult> {
  await findProcedureForImport(ctx, request.procedure);
  return storeDocument(ctx, await readRequest(request));
}

const attempts = 3;

/**
 * Putting the table together takes longer than a transaction may; so it is planned first, and
 * stored only if the columns are still as they were. If not, it is planned anew.
 */
async function storeDocument(ctx: Context, document: ReadDocument): Promise<ImportResult> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const outlook = await lookAhead(ctx, document);
    if (outlook.preview.isAlreadyThere) return outlook.preview.result;
    if (await store(ctx, document, outlook.plan)) return outlook.preview.result;
  }
  throw new DomainError(
    'conflict',
    'Somebody else is importing into the same procedure. Nothing was changed; try again in a moment.',
  );
}

/** False if the columns were changed by somebody else since the plan was made. */
async function store(ctx: Context, document: ReadDocument, plan: TablePlan): Promise<boolean> {
  const now = ctx.clock.now();
  return ctx.db.transaction().execute(async (trx: Db) => {
    const procedure = await findOrCreateProcedure(ctx, document.procedure, trx);
    await queries.lockProcedure(trx, procedure.id);
    if (!(await isStillTrue(trx, procedure.id, plan))) return false;
    await nameProcedure(ctx, procedure.id, shortTitle(document), trx);
    const position = {
      ...document,
      id: newId(),
      procedureId: procedure.id,
      importedBy: ctx.visitor.user?.id ?? null,
    };
    await queries.replacePosition(trx, position, now);
    await storeTable(trx, procedure.id, plan, position.id, now);
    return true;
  });
}

async function lookAhead(ctx: Context, document: ReadDocument): Promise<Outlook> {
  const procedure = await findProcedureForImport(ctx, document.procedure);
  const current = procedure ? await queries.listCurrentPositions(ctx.db, procedure.id) : [];
  const plan = await planTable(ctx.db, procedure?.id, document.role, document.content);
  const inPlace = current.find(({ role }) => role === document.role);
  const isAlreadyThere = inPlace?.sha256 === document.sha256;
  const warnings = [
    ...(isAlreadyThere ? [alreadyThere(inPlace)] : replacementNotes(document, current, plan)),
    ...document.report.warnings,
  ];
  const rows = isAlreadyThere ? nothingChanges(plan) : plan.table.changes;
  return {
    plan,
    current,
    preview: {
      result: toResult(document, plan, warnings, rows),
      slug: slugOf(document.procedure),
      title: document.title,
      date: document.date,
      fileName: document.fileName,
      isNewProcedure: procedure === undefined,
      isAlreadyThere,
      replaces: inPlace && !isAlreadyThere ? replaced(inPlace) : null,
      alignment: plan.table.picture,
    },
  };
}

function replaced({ document, kind, importedAt }: CurrentPosition): Preview['replaces'] {
  return { document, kind, importedAt };
}

function nothingChanges({ table }: TablePlan): RowChanges {
  return { added: 0, changed: 0, unchanged: table.rows.length };
}

function alreadyThere({ importedAt }: CurrentPosition): string {
  return `The same file was imported on ${importedAt.slice(0, 10)}; nothing changes.`;
}

function replacementNotes(
  document: ReadDocument,
  current: readonly CurrentPosition[],
  { table }: TablePlan,
): string[] {
  const notes: string[] = [];
  const inPlace = current.find(({ role }) => role === document.role);
  if (inPlace)
    notes.push(`This replaces ${nameOf(inPlace)}, which is kept as an earlier text of the column.`);
  const twin = current.find((one) => one.sha256 === document.sha256 && one.role !== document.role);
  if (twin)
    notes.push(`The same file stands in the column “${columnRoleName(twin.role)}” already.`);
  const proposal = current.find(({ role, kind }) => role === 'proposal' && kind !== 'summaries');
  if (proposal && document.role !== 'proposal' && proposal.language !== document.language)
    notes.push(
      `The proposal is in the language “${proposal.language}” and this text in “${document.language}”: they cannot be compared word by word.`,
    );
  if (document.kind === 'amendments' && !proposal)
    notes.push('The amendments are shown without the proposal’s text until that is imported.');
  if (table.removed.length > 0)
    notes.push(`${table.removed.length} rows that only the replaced text had leave the table.`);
  return notes;
}

function nameOf({ document, fileName, kind }: CurrentPosition): string {
  return kind === 'summaries' ? 'the summaries' : (document ?? fileName);
}

function toResult(
  document: ReadDocument,
  { table }: TablePlan,
  warnings: readonly string[],
  rows: RowChanges,
): ImportResult {
  // A proposal decides where the amendments that are there already find a place.
  const concernsAmendments = document.kind === 'amendments' || document.role === 'proposal';
  return {
    procedure: document.procedure,
    role: document.role,
    document: document.document,
    language: document.language,
    format: document.format,
    counts: document.report.counts,
    unread: [...document.report.unread, ...(concernsAmendments ? table.unread : [])],
    warnings,
    rows,
  };
}

function slugOf(reference: string): string {
  const parsed = parseProcedureReference(requireReference(reference));
  if (!parsed) throw new Error(`A reference that was read before is none: ${reference}`);
  return procedureSlug(parsed);
}

/** "… on contestable and fair markets (Digital Markets Act)" → "Digital Markets Act". */
function shortTitle({ title, procedure }: ReadDocument): string {
  const inBrackets = [
    ...title.matchAll(/\(([^()]*\b(?:Act|Regulation|Directive|Decision)\b[^()]*)\)/g),
  ];
  const named = inBrackets.map((match) => match[1] ?? '').findLast((name) => name.length < 60);
  const subject = /\b(?:COUNCIL|Council)\b\s+(.{10,})$/s.exec(title)?.[1];
  return named ?? (subject && subject.length < 120 ? subject : procedure);
}
