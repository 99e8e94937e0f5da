/**
 * For whom an owner may make a link by which a password is chosen: whoever has such a link becomes
 * that person, in every workspace of theirs. So it is for people of the owner's own workspaces
 * alone, and for no owner: nobody becomes somebody who has as much right as they.
 */
import type { Db } from '#db/connection.ts';
import { DomainError } from '#domain/errors.ts';
import type { Role } from '#domain/permission.ts';
import { notThere } from '../permission.ts';
import * as queries from './queries.ts';

export async function requireMayReset(
  db: Db,
  { roles }: { readonly roles: ReadonlyMap<string, Role> },
  { workspaceId, userId }: { readonly workspaceId: string; readonly userId: string },
): Promise<queries.Person> {
  const memberships = await queries.listMemberships(db, userId);
  const person = await queries.findPerson(db, userId);
  if (!person || !memberships.has(workspaceId) || roles.get(workspaceId) !== 'owner')
    throw new DomainError('not-found', notThere);
  // An owner is reset by no other: they could read what is restricted to that one.
  const isBeyond = [...memberships].some(
    ([id, role]) => role === 'owner' || roles.get(id) !== 'owner',
  );
  if (isBeyond)
    throw new DomainError(
      'not-allowed',
      'This person is an owner, or also belongs to a workspace that you do not own, so nothing was done. They can ask for a new password by mail; where this server sends none, whoever runs it makes a link with the command “reset-password”.',
    );
  return person;
}
