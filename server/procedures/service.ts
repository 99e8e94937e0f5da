/** Procedures: finding them, reading what is kept on them, and who may see them. */
import { documentsInOrder } from '#domain/dossier.ts';
import { DomainError } from '#domain/errors.ts';
import type { HeldText } from '#domain/held-text.ts';
import { type NextStep, nextSteps } from '#domain/next-steps.ts';
import type { Visibility } from '#domain/permission.ts';
import {
  formatProcedureReference,
  parseProcedureReference,
  parseProcedureSlug,
  procedureSlug,
} from '#domain/procedure-reference.ts';
import { deriveState, type ProcedureState, type StepEvent } from '#domain/stage.ts';
import { stateLine } from '#domain/state-line.ts';
import type { Db } from '#db/connection.ts';
import { type Context, nobody, type Visitor } from '../context.ts';
import { newId } from '../identity.ts';
import {
  notThere,
  onItem,
  onProcedure,
  onWorkspace,
  requireMay,
  requireUser,
  visitorMay,
} from '../permission.ts';
import * as dossiers from './dossier-queries.ts';
import * as events from './event-queries.ts';
import * as queries from './queries.ts';
import * as texts from './text-queries.ts';
import type { Procedure } from './queries.ts';

export type { Procedure } from './queries.ts';
export { findProposalDocument } from './dossier-queries.ts';
export { findProcedure, setIndexed } from './queries.ts';
export { recordDossier } from './recording.ts';

/**
 * The procedure of a page's address, if the visitor may read it. One that they may not read is
 * refused with the same words as one that is not here.
 */
export async function readProcedure(
  ctx: Context,
  slug: string,
  action: 'read-procedure' | 'read-table' | 'manage-access' = 'read-procedure',
): Promise<Procedure> {
  const reference = parseProcedureSlug(slug);
  const found = reference
    ? await queries.listProceduresByReference(ctx.db, formatProcedureReference(reference))
    : [];
  const readable = found.filter((one) => visitorMay(ctx.visitor, action, onProcedure(one)));
  const procedure = openedOf(ctx.visitor, readable);
  if (!procedure) throw new DomainError('not-found', noSuchProcedure(ctx));
  return procedure;
}

function noSuchProcedure({ visitor }: Context): string {
  return visitor.user === null
    ? 'There is no such procedure here, or it is not public. If you have an account, sign in.'
    : 'There is no such procedure here, or it is not shared with you.';
}

/**
 * Several workspaces may follow the same procedure, at one address. Of those that a visitor may
 * read, the first to begin first, it opens that of their link, of the workspace they have chosen,
 * of another of theirs, or the first.
 */
function openedOf(
  { link, workspaceId, roles }: Visitor,
  readable: readonly Procedure[],
): Procedure | undefined {
  return (
    readable.find((one) => one.id === link?.procedureId) ??
    readable.find((one) => one.workspaceId === workspaceId) ??
    readable.find((one) => roles.has(one.workspaceId)) ??
    readable[0]
  );
}

/** Whether everybody is shown what another workspace has made public, at this procedure's address. */
export async function isAddressTaken({ db }: Context, procedure: Procedure): Promise<boolean> {
  const all = await queries.listProceduresByReference(db, procedure.reference);
  const open = all.filter((one) => one.visibility === 'public' || one.id === procedure.id);
  return openedOf(nobody, open)?.id !== procedure.id;
}

/** How a procedure is called, and where. */
export interface ProcedureName {
  /** Of its page: "2016-0295-cod". */
  readonly slug: string;
  /** "2016/0295(COD)" */
  readonly reference: string;
  readonly shortTitle: string;
}

/** How it is named and where it stands; what every page of it shows. */
export interface ProcedureHeader extends ProcedureName {
  readonly id: string;
  readonly visibility: Visibility;
  readonly stateLine: string;
  /** Whether steps of the procedure are recorded. */
  readonly hasEvents: boolean;
  readonly mayChangeVisibility: boolean;
  /** By a link, as it is marked now. */
  readonly mayShare: boolean;
  /** Whether they see how far the talks have come. */
  readonly mayReadRounds: boolean;
  /** Whether search engines may list it. */
  readonly isListed: boolean;
}

/** All that the visitor may read, their own workspaces' and public ones; what each address opens. */
export async function listProcedures(ctx: Context): Promise<ProcedureHeader[]> {
  const all = await queries.listProcedures(ctx.db);
  const readable = all.filter((one) => visitorMay(ctx.visitor, 'read-procedure', onProcedure(one)));
  const byReference = Map.groupBy(readable, ({ reference }) => reference);
  const opened = [...byReference.values()].map((ones) => openedOf(ctx.visitor, ones)!);
  const steps = await events.listSteps(
    ctx.db,
    opened.map(({ id }) => id),
  );
  const held = await listSeenTexts(ctx, opened);
  return opened.map((one) =>
    header(ctx, one, {
      steps: steps.filter(({ procedureId }) => procedureId === one.id),
      texts: held.filter(({ procedureId }) => procedureId === one.id),
    }),
  );
}

export async function readHeader(ctx: Context, slug: string): Promise<ProcedureHeader> {
  return headerOf(ctx, await readProcedure(ctx, slug));
}

/** For whoever may read the procedure: that is not asked here. */
export async function headerOf(ctx: Context, procedure: Procedure): Promise<ProcedureHeader> {
  return header(ctx, procedure, {
    steps: await events.listSteps(ctx.db, [procedure.id]),
    texts: await listSeenTexts(ctx, [procedure]),
  });
}

/** The texts that whoever asks may see. */
async function listSeenTexts(
  ctx: Context,
  procedures: readonly Procedure[],
): Promise<readonly texts.MarkedText[]> {
  const byId = new Map(procedures.map((one) => [one.id, one]));
  const all = await texts.listTexts(ctx.db, [...byId.keys()]);
  return all.filter((text) => seesText(ctx, byId.get(text.procedureId)!, text));
}

function seesText({ visitor }: Context, procedure: Procedure, text: texts.MarkedText): boolean {
  const { id, visibility } = text;
  return visitorMay(visitor, 'read-table', onItem(procedure, { kind: 'position', id, visibility }));
}

/** The numbers of the texts that whoever asks may not see, which nothing else may tell them. */
export async function listUnseenDocuments(
  ctx: Context,
  procedure: Procedure,
): Promise<readonly string[]> {
  const all = await texts.listTexts(ctx.db, [procedure.id]);
  const seen = all.filter((text) => seesText(ctx, procedure, text));
  const numbers = new Set(seen.map(({ document }) => document));
  return all.flatMap(({ document }) => (document && !numbers.has(document) ? [document] : []));
}

/** What the state of a procedure follows from. */
interface Recorded {
  readonly steps: readonly StepEvent[];
  readonly texts: readonly HeldText[];
}

function header(ctx: Context, procedure: Procedure, record: Recorded): ProcedureHeader {
  return {
    id: procedure.id,
    ...nameOf(procedure),
    visibility: procedure.visibility,
    stateLine: stateLine(deriveState(record.steps, today(ctx)), record.texts),
    hasEvents: record.steps.length > 0,
    mayChangeVisibility: visitorMay(ctx.visitor, 'change-visibility', onProcedure(procedure)),
    mayShare: mayShare(ctx, procedure),
    mayReadRounds: visitorMay(ctx.visitor, 'read-rounds', onProcedure(procedure)),
    isListed: procedure.visibility === 'public' && procedure.indexed,
  };
}

/** Nothing that is LIMITE or restricted leaves by a link. */
function mayShare({ visitor }: Context, procedure: Procedure): boolean {
  const mayLeave = procedure.visibility === 'public' || procedure.visibility === 'workspace';
  return mayLeave && visitorMay(visitor, 'share-by-link', onProcedure(procedure));
}

export function nameOf(procedure: Pick<Procedure, 'reference' | 'shortTitle'>): ProcedureName {
  const { reference, shortTitle } = procedure;
  return { slug: slugOf(procedure), reference, shortTitle };
}

export function slugOf({ reference }: Pick<Procedure, 'reference'>): string {
  const parsed = parseProcedureReference(reference);
  if (!parsed)
    throw new Error(`A stored procedure has no reference that can be read: ${reference}`);
  return procedureSlug(parsed);
}

function today({ clock }: Context): string {
  return clock.now().toISOString().slice(0, 10);
}

/** The derived state, as it travels: without what only the derivation needs. */
export interface StateView extends Pick<
  ProcedureState,
  'recorded' | 'stage' | 'since' | 'talks' | 'warnings'
> {
  readonly nextSteps: readonly NextStep[];
}

function viewState(state: ProcedureState): StateView {
  const { recorded, stage, since, talks, warnings } = state;
  return {
    recorded,
    stage,
    since,
    talks,
    warnings,
    nextSteps: nextSteps(state),
  };
}

/** What the overview shows. `dossier` is null for a procedure of which only texts were imported. */
export async function readOverview(ctx: Context, slug: string) {
  const procedure = await readProcedure(ctx, slug);
  const { id } = procedure;
  const happened = await events.listEvents(ctx.db, id);
  return {
    today: today(ctx),
    state: viewState(deriveState(happened, today(ctx))),
    dossier: (await dossiers.findDossier(ctx.db, id)) ?? null,
    documents: documentsInOrder(await dossiers.listDocuments(ctx.db, id)),
    texts: (await listSeenTexts(ctx, [procedure])).map(toHeldText),
    offices: await dossiers.listOffices(ctx.db, id),
    bodies: await dossiers.listBodies(ctx.db, id),
    presidencies: await dossiers.listPresidencies(ctx.db, id),
    events: happened,
  };
}

function toHeldText({ role, document, date }: HeldText): HeldText {
  return { role, document, date };
}

export type Overview = Awaited<ReturnType<typeof readOverview>>;
export type Timeline = Awaited<ReturnType<typeof readTimeline>>;

export async function readTimeline(ctx: Context, slug: string) {
  const { id } = await readProcedure(ctx, slug);
  const happened = await events.listEvents(ctx.db, id);
  const dossier = await dossiers.findDossier(ctx.db, id);
  return {
    today: today(ctx),
    state: viewState(deriveState(happened, today(ctx))),
    events: happened,
    gaps: dossier?.gaps ?? [],
  };
}

/**
 * The procedure that a document belongs to, in the visitor's workspace; begun if it is new, for
 * the workspace alone and named by its reference until a title is known. `db` may be the
 * transaction in which the document is stored.
 */
export async function findOrCreateProcedure(
  ctx: Context,
  reference: string,
  db: Db = ctx.db,
): Promise<Procedure> {
  const written = readReference(reference);
  const procedure = await beginProcedure(db, {
    workspaceId: workspaceForImport(ctx),
    reference: written,
    shortTitle: written,
    visibility: 'workspace',
    createdAt: ctx.clock.now().toISOString(),
  });
  requireMay(ctx.visitor, 'import-document', onProcedure(procedure));
  return procedure;
}

/** The same for looking only: undefined where the workspace does not follow the procedure yet. */
export async function findProcedureForImport(
  ctx: Context,
  reference: string,
): Promise<Procedure | undefined> {
  const written = readReference(reference);
  const workspaceId = workspaceForImport(ctx);
  const found = await queries.listProceduresByReference(ctx.db, written);
  const procedure = found.find((one) => one.workspaceId === workspaceId);
  if (procedure) requireMay(ctx.visitor, 'import-document', onProcedure(procedure));
  return procedure;
}

interface Beginning extends Omit<Procedure, 'id' | 'indexed'> {
  readonly createdAt: string;
}

/** The workspace's procedure of that reference, begun if it has none. Asks for no right. */
export async function beginProcedure(
  db: Db,
  { createdAt, ...begun }: Beginning,
): Promise<Procedure> {
  const { workspaceId, reference } = begun;
  await queries.insertProcedure(db, { id: newId(), ...begun }, createdAt);
  const procedure = await queries.findProcedureInWorkspace(db, workspaceId, reference);
  if (!procedure) throw new Error(`${reference} could be neither begun nor found.`);
  return procedure;
}

function readReference(text: string): string {
  const reference = parseProcedureReference(text);
  if (reference) return formatProcedureReference(reference);
  throw new DomainError(
    'bad-input',
    `“${text}” is no reference of a procedure. Write it as in 2016/0295(COD): year, number, type.`,
  );
}

/** The workspace in which the visitor may import: the chosen one, else the first that lets them. */
function workspaceForImport({ visitor }: Context): string {
  const own = [...visitor.roles.keys()];
  const chosen = own.filter((id) => id === visitor.workspaceId);
  const allowed = [...chosen, ...own].find((workspaceId) =>
    visitorMay(visitor, 'import-document', onWorkspace(workspaceId)),
  );
  if (allowed !== undefined) return allowed;
  requireUser(visitor);
  throw new DomainError(
    'not-allowed',
    'Your role does not allow imports. Ask an owner of the workspace to make you an editor.',
  );
}

/** Names a procedure that has no title yet but its reference. */
export async function nameProcedure(
  ctx: Context,
  id: string,
  title: string,
  db: Db = ctx.db,
): Promise<void> {
  const procedure = await queries.findProcedure(db, id);
  if (!procedure) throw new DomainError('not-found', notThere);
  requireMay(ctx.visitor, 'import-document', onProcedure(procedure));
  await queries.updateMissingTitle(db, id, title);
}
