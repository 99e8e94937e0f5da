/** What a procedure holds that may be given to everybody, asked for by those who see more. */
import { DomainError } from '#domain/errors.ts';
import { type Context, nobody } from './context.ts';
import { type MarkedProcedure, onProcedure, visitorMay } from './permission.ts';

/**
 * The same question as somebody outside would ask it, to whom the procedure itself was shown: what
 * is in it is left out unless it is public. A procedure that may not leave has no such form.
 */
export function asOutsider(ctx: Context, procedure: MarkedProcedure): Context {
  const link = { id: '', kind: 'procedure', draftId: null, versionNumber: null } as const;
  const visitor = { ...nobody, link: { ...link, procedureId: procedure.id } };
  if (visitorMay(visitor, 'read-procedure', onProcedure(procedure))) return { ...ctx, visitor };
  throw new DomainError(
    'conflict',
    'This procedure is marked LIMITE or restricted, so there is no public form of it. Change its mark first.',
  );
}
