/** Who belongs to a workspace, in which role, and for which organisation. */
import type { Role } from './permission.ts';

export interface Membership {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
  readonly organisationId: string | null;
  /** Rises with every change. */
  readonly version: number;
}

/**
 * Whether nobody would own the workspace any more. `next` is the role that the member is to have,
 * null for one who goes; `otherOwners` counts the owners beside them.
 */
export function leavesNoOwner(
  { role }: Pick<Membership, 'role'>,
  next: Role | null,
  otherOwners: number,
): boolean {
  return role === 'owner' && next !== 'owner' && otherOwners === 0;
}

export const lastOwnerStays =
  'A workspace always has an owner, and this is its last one. Make somebody else an owner first.';
