/** Who may read an imported text, and what must be seen to import one. */
import { DomainError } from '#domain/errors.ts';
import { narrowerMark } from '#domain/mark.ts';
import type { Visibility } from '#domain/permission.ts';
import type { Context } from '../context.ts';
import { listColumns, listSeenColumns } from '../four-column/service.ts';
import { onItem, onProcedure, requireMay, visitorMay } from '../permission.ts';
import type { Procedure } from '../procedures/service.ts';
import type { ReadDocument } from './queries.ts';

/**
 * The mark that a text gets: the given one, else that of the text it replaces. A preview tells how
 * a text fits to all the others, so whoever does not see them all cannot import.
 */
export async function markOfImport(
  ctx: Context,
  procedure: Procedure,
  { role, mark }: ReadDocument,
): Promise<Visibility> {
  const columns = await listColumns(ctx.db, procedure.id);
  if ((await listSeenColumns(ctx, procedure)).length < columns.length) throw notAllSeen();
  const replaced = columns.find((column) => column.role === role);
  if (!replaced) return markOfNew(ctx, procedure, mark);
  const { positionId: id, visibility } = replaced;
  requireMay(
    ctx.visitor,
    'import-document',
    onItem(procedure, { kind: 'position', id, visibility }),
  );
  if (mark === undefined) return visibility;
  if (narrowerMark(mark, visibility) !== mark)
    requireMay(ctx.visitor, 'change-visibility', onProcedure(procedure));
  return mark;
}

/** What nobody has marked is for everybody only where its importer may show things to everybody. */
function markOfNew(
  { visitor }: Context,
  procedure: Procedure,
  mark: Visibility | undefined,
): Visibility {
  const isShown = procedure.visibility === 'public';
  if (mark === 'public' && isShown)
    requireMay(visitor, 'change-visibility', onProcedure(procedure));
  if (mark !== undefined) return mark;
  const mayShow = !isShown || visitorMay(visitor, 'change-visibility', onProcedure(procedure));
  return mayShow ? 'public' : 'workspace';
}

function notAllSeen(): DomainError {
  return new DomainError(
    'not-allowed',
    'Texts of this procedure are for people named on them, and you are not among them all. Ask an owner to import this file.',
  );
}
