import { DomainError } from '#domain/errors.ts';
import { type Action, may, type Visibility } from '#domain/permission.ts';
import type { User, Visitor } from './context.ts';

/** What a right is asked on: something that belongs to a workspace. */
export interface Protected {
  readonly workspaceId: string;
  readonly visibility: Visibility;
}

export function visitorMay(visitor: Visitor, action: Action, thing: Protected): boolean {
  return may(visitor.roles.get(thing.workspaceId) ?? null, action, thing.visibility);
}

/**
 * Throws unless the visitor may. Whoever is asked to sign in learns that the thing is there, so
 * ask first whether they may read it, or for the person before anything is looked up. Somebody
 * of another workspace is told that it is not there.
 */
export function requireMay(visitor: Visitor, action: Action, thing: Protected): void {
  if (visitorMay(visitor, action, thing)) return;
  if (visitor.user === null)
    throw new DomainError('not-signed-in', 'Sign in to do this; your place is kept.');
  if (!visitor.roles.has(thing.workspaceId)) throw new DomainError('not-found', notThere);
  throw new DomainError(
    'not-allowed',
    'Your role in this workspace does not allow this. Ask an owner for a wider role.',
  );
}

export const notThere = 'There is nothing here, or it is not shared with you.';

/** The person who asks, for what only somebody signed in can do. */
export function requireUser(visitor: Visitor): User {
  if (visitor.user === null)
    throw new DomainError('not-signed-in', 'Sign in to do this; your place is kept.');
  return visitor.user;
}
