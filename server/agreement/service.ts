/**
 * The agreement column is written together, row by row, in one shared text. A row is begun once,
 * with the words of a column or with none; those are written by the server through the room, so
 * that two people who begin it at once do not write them twice.
 */
import * as Y from 'yjs';
import { agreementId, agreementText } from '#document/agreement-text.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import { DomainError } from '#domain/errors.ts';
import type { Db } from '#db/connection.ts';
import type { Context } from '../context.ts';
import { colorOf } from '../drafts/access.ts';
import { openTable, requireWholeTable } from '../four-column/open-table.ts';
import { lockTable } from '../four-column/table.ts';
import { newId } from '../identity.ts';
import { notThere, onProcedure, requireMay, requireUser, visitorMay } from '../permission.ts';
import { type Procedure, readProcedure } from '../procedures/service.ts';
import * as queries from './queries.ts';
import { readLiveRows } from './reading.ts';

export interface AgreementView {
  /** Of the shared text; null as long as nobody has begun. */
  readonly id: string | null;
  readonly epoch: number;
  readonly mayWrite: boolean;
  /** Who looks at it, as the others see them. */
  readonly me: { readonly id: string; readonly name: string; readonly color: string };
}

export async function showAgreement(ctx: Context, slug: string): Promise<AgreementView> {
  const procedure = await readProcedure(ctx, slug, 'read-table');
  requireMay(ctx.visitor, 'read-draft', onProcedure(procedure));
  await requireWholeTable(ctx, procedure);
  const user = requireUser(ctx.visitor);
  return {
    id: (await queries.findAgreement(ctx.db, procedure.id)) ?? null,
    epoch: 1,
    mayWrite: visitorMay(ctx.visitor, 'write-draft', onProcedure(procedure)),
    me: { id: user.id, name: user.name, color: colorOf(user) },
  };
}

export interface BeginInput {
  readonly slug: string;
  readonly rowId: string;
  /** The column with whose words it begins; null for none. */
  readonly source: ColumnRole | null;
}

/**
 * Answers with the shared text's id. Nothing happens to a row in which something is written, and
 * of two who begin one at once the words of the first are written.
 */
export async function beginRow(
  ctx: Context,
  { slug, rowId, source }: BeginInput,
): Promise<{ readonly id: string }> {
  const procedure = await readProcedure(ctx, slug, 'read-table');
  requireMay(ctx.visitor, 'write-draft', onProcedure(procedure));
  await requireWholeTable(ctx, procedure);
  const words = await wordsOf(ctx, procedure, rowId, source);
  const before = (await readLiveRows(ctx, procedure.id)).get(rowId);
  const { draftId, isFirst } = await ctx.db.transaction().execute(async (trx) => {
    const draftId = await findOrCreate(trx, ctx, procedure);
    const isFirst = !before?.text && (await claim(trx, ctx, { draftId, rowId, source }, before));
    return { draftId, isFirst };
  });
  if (isFirst) await writeFirst(ctx, draftId, rowId, words);
  return { id: draftId };
}

/** False if somebody else was quicker. A row that was emptied can be begun again. */
async function claim(
  trx: Db,
  { visitor, clock }: Context,
  row: Pick<queries.AgreementRow, 'rowId' | 'source'> & { readonly draftId: string },
  before: queries.AgreementRow | undefined,
): Promise<boolean> {
  const begun = {
    ...row,
    begunAt: clock.now().toISOString(),
    begunBy: requireUser(visitor).id,
  };
  return before
    ? queries.beginAgain(trx, begun, before.begunAt)
    : queries.insertAgreementRow(trx, begun);
}

/** Whoever wrote there meanwhile keeps their words. */
async function writeFirst(
  { texts }: Context,
  id: string,
  rowId: string,
  words: string,
): Promise<void> {
  if (words === '') return;
  await texts.change(id, null, (doc) => {
    const text = agreementText(doc, rowId);
    if (text.length === 0) text.insert(0, words);
  });
}

async function findOrCreate(trx: Db, ctx: Context, procedure: Procedure): Promise<string> {
  await lockTable(trx, procedure.id);
  const known = await queries.findAgreement(trx, procedure.id);
  if (known !== undefined) return known;
  const id = agreementId(newId());
  const at = ctx.clock.now().toISOString();
  const { workspaceId } = procedure;
  await queries.insertAgreement(trx, { id, workspaceId, procedureId: procedure.id, at });
  await ctx.texts.createDocument(trx, id, Y.encodeStateAsUpdate(new Y.Doc()));
  return id;
}

async function wordsOf(
  ctx: Context,
  procedure: Procedure,
  rowId: string,
  source: ColumnRole | null,
): Promise<string> {
  const table = await openTable(ctx, procedure);
  const row = await table.findRow(rowId);
  if (!row) throw new DomainError('not-found', notThere);
  if (source === null) return '';
  const column = table.columns.find(({ role }) => role === source);
  if (column?.visibility === 'restricted')
    throw new DomainError(
      'not-allowed',
      'That column is restricted to the people named on it, and everybody in the workspace reads the agreement. Begin with another column, or with no words.',
    );
  const cell = row.cells[source];
  if (!cell || cell.state === 'deleted' || cell.state === 'summary')
    throw new DomainError(
      'bad-input',
      'That column has no words in this row. Begin with another column, or with no words.',
    );
  return cell.text;
}
