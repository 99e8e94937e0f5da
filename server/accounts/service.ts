import type { Role } from '#domain/permission.ts';
import type { Context, User } from '../context.ts';

export interface CurrentSession {
  readonly user: User | null;
  /** The widest role held here, which says which controls a page offers; the server decides again. */
  readonly role: Role | null;
  readonly demo: boolean;
}

export function currentSession(ctx: Context): CurrentSession {
  const [role = null] = ctx.visitor.roles.values();
  return { user: ctx.visitor.user, role, demo: ctx.demo };
}
