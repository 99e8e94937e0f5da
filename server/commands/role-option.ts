/** A role as somebody writes it on the command line: by the name that the pages give it. */
import { InvalidArgumentError } from 'commander';
import type { Role } from '#domain/permission.ts';
import { roleNamed, roleNames } from '#domain/role-words.ts';

export const rolesOffered = Object.values(roleNames).join(', ');

export function readRole(word: string): Role {
  const role = roleNamed(word);
  if (role === undefined) throw new InvalidArgumentError(`It is one of ${rolesOffered}.`);
  return role;
}
