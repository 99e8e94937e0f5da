/**
 * Imports: a file is read, shown with what it would change, and stored when a person confirms.
 * Everything is stored in one transaction, or nothing is.
 */
import { columnRoleName } from '#domain/column-role.ts';
import { DomainError } from '#domain/errors.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import type { Db } from '#db/connection.ts';
import { type Deed, recordDeed } from '../audit/recording.ts';
import type { Context } from '../context.ts';
import { isStillTrue, lockTable, storeTable, type TablePlan } from '../four-column/table.ts';
import { recordLights } from '../rounds/from-file.ts';
import { newId } from '../identity.ts';
import { requireUser } from '../permission.ts';
import {
  findOrCreateProcedure,
  findProcedureForImport,
  nameProcedure,
  type Procedure,
} from '../procedures/service.ts';
import type { KnownText } from './known-text.ts';
import {
  type ImportResult,
  lookAhead,
  type MarkedDocument,
  type Outlook,
  type Preview,
  slugOf,
} from './outlook.ts';
import { keepCircle } from '../marks/marking.ts';
import { markOfImport } from './import-mark.ts';
import * as queries from './queries.ts';
import type { ReadDocument } from './queries.ts';
import { type ImportRequest, readRequest } from './reading.ts';

export type { ImportResult, Preview } from './outlook.ts';
export { type ImportRequest, requireImportable } from './reading.ts';

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
  const documents = await readRequest(request);
  const { preview } = await lookAhead(ctx, documents);
  const now = ctx.clock.now();
  const held = {
    id: newId(),
    userId: user.id,
    document: JSON.stringify(documents),
    preview: JSON.stringify(preview),
  };
  await queries.deleteOldPreviews(ctx.db, user.id, now);
  await queries.holdPreview(ctx.db, held, new Date(now.getTime() + previewHolds));
  return held.id;
}

export async function readHeld(ctx: Context, id: string): Promise<Preview> {
  const preview = JSON.parse((await findHeld(ctx, id)).preview) as Preview;
  // Their role may have become narrower since.
  await findProcedureForImport(ctx, preview.result.procedure);
  return preview;
}

/** Stores what the person has seen. */
export async function confirmImport(
  ctx: Context,
  id: string,
): Promise<ImportResult & { readonly slug: string }> {
  const held = await findHeld(ctx, id);
  // An earlier release kept one document.
  const documents = [JSON.parse(held.document) as ReadDocument | ReadDocument[]].flat();
  const result = await storeDocuments(ctx, documents);
  await queries.deletePreview(ctx.db, id);
  return { ...result, slug: slugOf(result.procedure) };
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
  return storeDocuments(ctx, await readRequest(request));
}

const attempts = 3;

/**
 * Putting the table together takes longer than a transaction may; so it is planned first, and
 * stored only if the columns are still as they were. If not, it is planned anew.
 */
async function storeDocuments(
  ctx: Context,
  documents: readonly ReadDocument[],
): Promise<ImportResult> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const outlook = await lookAhead(ctx, documents);
    if (await carryOut(ctx, outlook)) return outlook.preview.result;
  }
  throw new DomainError(
    'conflict',
    'Somebody else is importing into the same procedure. Nothing was changed; try again in a moment.',
  );
}

async function carryOut(ctx: Context, { plan, documents, known }: Outlook): Promise<boolean> {
  if (!known) return store(ctx, documents, plan);
  for (const [index, text] of known.entries()) {
    const document = { ...documents[index]!, ...text.details };
    if (text.isCorrected && !(await correct(ctx, document, text))) return false;
  }
  return true;
}

/** The text stands in its column already; its number or date is put right. */
async function correct(ctx: Context, document: MarkedDocument, known: KnownText): Promise<boolean> {
  return ctx.db.transaction().execute(async (trx) => {
    const procedure = await findOrCreateProcedure(ctx, document.procedure, trx);
    if (!(await queries.correctPosition(trx, known.position, known.details))) return false;
    await recordDeed(trx, ctx.visitor, importOf(procedure, document), ctx.clock);
    return true;
  });
}

/** False if the columns were changed by somebody else since the plan was made. */
async function store(
  ctx: Context,
  documents: readonly MarkedDocument[],
  plan: TablePlan,
): Promise<boolean> {
  const now = ctx.clock.now();
  return ctx.db.transaction().execute(async (trx: Db) => {
    const procedure = await findOrCreateProcedure(ctx, documents[0]!.procedure, trx);
    await lockTable(trx, procedure.id);
    if (!(await isStillTrue(trx, procedure.id, plan))) return false;
    const ofTrx = { ...ctx, db: trx };
    for (const document of documents) {
      await queries.holdPosition(trx, plan.madeOn[document.role]);
      // Somebody may have marked what it replaces since it was looked at.
      if ((await markOfImport(ofTrx, procedure, document)) !== document.newMark) return false;
    }
    await nameProcedure(ctx, procedure.id, shortTitle(documents[0]!), trx);
    const added: Partial<Record<ColumnRole, string>> = {};
    for (const document of documents)
      added[document.role] = await storePosition(ofTrx, procedure, document, plan, now);
    await storeTable(trx, procedure.id, plan, added, now);
    await recordLights(trx, {
      procedureId: procedure.id,
      fileName: documents[0]!.fileName,
      lights: documents.flatMap(({ lights }) => lights?.rows ?? []),
      legend: documents[0]!.lights?.legend ?? [],
      by: ctx.visitor.user?.id ?? null,
      at: now.toISOString(),
    });
    return true;
  });
}

/** Puts one text into its column, with the log’s entry. Answers with the position’s id. */
async function storePosition(
  ctx: Context,
  procedure: Procedure,
  document: MarkedDocument,
  plan: TablePlan,
  now: Date,
): Promise<string> {
  const position = {
    ...document,
    id: newId(),
    procedureId: procedure.id,
    importedBy: ctx.visitor.user?.id ?? null,
    visibility: document.newMark,
  };
  await queries.replacePosition(ctx.db, position, now);
  await keepCircle(ctx.db, ctx, position.id, plan.madeOn[document.role]);
  await recordDeed(ctx.db, ctx.visitor, importOf(procedure, document), ctx.clock);
  return position.id;
}

/** What the audit log says of an import; of a restricted text not which, as owners may not know. */
function importOf({ id, workspaceId, reference }: Procedure, document: MarkedDocument): Deed {
  const target = { kind: 'procedure', id, name: reference } as const;
  const { newMark: mark } = document;
  if (mark === 'restricted')
    return { workspaceId, action: 'document-imported', target, detail: { mark } };
  const name = document.document ?? document.fileName;
  return {
    workspaceId,
    action: 'document-imported',
    target,
    detail: { document: name, column: columnRoleName(document.role) },
  };
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
