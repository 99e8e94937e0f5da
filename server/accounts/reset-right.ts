/**
 * For whom an owner may make a link by which a password is chosen: whoever has such a link becomes
 * that person, in every workspace of theirs. So it is for people of the owner's own workspaces
 * alone, and for no one who owns another.
 */
import type { Db } from '#db/connection.ts';
import { DomainError } from '#domain/errors.ts';
import type { Visitor } from '../context.ts';
import { notThere } from '../permission.ts';
import * as queries from './queries.ts';

export async function requireMayReset(
  db: Db,
  { roles }: Visitor,
  workspaceId: string,
  userId: string,
): Promise<queries.Person> {
  const memberships = await queries.listMemberships(db, userId);
  const person = await queries.findPerson(db, userId);
  if (!person || !memberships.has(workspaceId)) throw new DomainError('not-found', notThere);
  const isBeyond = [...memberships].some(
    ([id, role]) => id !== workspaceId && (role === 'owner' || roles.get(id) !== 'owner'),
  );
  if (isBeyond)
    throw new DomainError(
      'not-allowed',
      'This person also belongs to a workspace that you do not own, or owns another one, so no link was made. They can ask for a new password by mail, or from an owner there who owns all of their workspaces.',
    );
  return person;
}
