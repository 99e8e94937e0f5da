/** Texts of our own in the columns of a table, and marks on them. */
import { createHash } from 'node:crypto';
import type { Db } from '#db/connection.ts';
import type { ColumnRole, ColumnSource } from '#domain/four-column.ts';
import type { Visibility } from '#domain/permission.ts';
import { listNamedRoles } from '#server/accounts/queries.ts';
import type { Context } from '#server/context.ts';
import { planTable, storeTable } from '#server/four-column/table.ts';
import { newId } from '#server/identity.ts';
import { replacePosition } from '#server/imports/queries.ts';
import { findOrCreateProcedure } from '#server/procedures/service.ts';
import { callerFor } from './people.ts';

const documents: Readonly<Record<ColumnRole, string>> = {
  'existing-law': 'Regulation (EU) 2031/1',
  proposal: 'COM(2041) 1 final',
  parliament: 'A9-0041/2041',
  council: 'ST 41/41',
  agreement: 'Regulation (EU) 2042/1',
};

/** Puts a text into its column as an import does, without a file. */
export async function importAct(
  ctx: Context,
  reference: string,
  role: ColumnRole,
  source: ColumnSource,
): Promise<void> {
  const { id } = await findOrCreateProcedure(ctx, reference);
  const content = JSON.stringify(source);
  const plan = await planTable(ctx.db, id, [{ role, content }]);
  const position = {
    id: newId(),
    procedureId: id,
    procedure: reference,
    role,
    kind: source.kind,
    title: '',
    document: documents[role],
    date: null,
    given: { document: null, date: null },
    language: 'en',
    format: 'test',
    sha256: createHash('sha256').update(content).digest('hex'),
    fileName: `${role}.xhtml`,
    size: content.length,
    content,
    report: { counts: {}, unread: [], doubts: [], warnings: [] } as never,
    importedBy: null,
    visibility: 'public' as const,
  };
  await replacePosition(ctx.db, position, new Date());
  await storeTable(ctx.db, id, plan, { [role]: position.id }, new Date());
}

/** Marks the text that stands in a column now; answers with its id. */
export async function markPosition(
  db: Db,
  reference: string,
  role: ColumnRole,
  visibility: Visibility,
): Promise<string> {
  const procedure = db.selectFrom('procedure').select('id').where('reference', '=', reference);
  const { id } = await db
    .updateTable('position')
    .set({ visibility })
    .where('procedure_id', 'in', procedure)
    .where('role', '=', role)
    .where('superseded_at', 'is', null)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Marks the procedure at this address as its owners do. */
export async function markProcedure(ctx: Context, slug: string, mark: Visibility): Promise<void> {
  const { procedures, marks } = callerFor(ctx);
  const { id } = await procedures.header({ slug });
  await marks.set({ kind: 'procedure', id, mark });
}

/** Whoever asks, with the roles by name that are stored now. */
export async function withNames<C extends Context>(ctx: C): Promise<C> {
  const { user } = ctx.visitor;
  const named = user ? await listNamedRoles(ctx.db, user.id) : new Map();
  return { ...ctx, visitor: { ...ctx.visitor, named } };
}
