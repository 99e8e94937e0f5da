/** Workspaces, which are coalitions, and who may do what in them. */
import type { ColumnType, Generated } from 'kysely';
import type { ItemKind, LinkKind, Role } from '#domain/permission.ts';

export interface WorkspaceTable {
  id: string;
  name: string;
  created_at: string;
  /** Set when it was deleted; it can be brought back for some days. */
  deleted_at: ColumnType<string | null, string | null | undefined, string | null>;
  deleted_by: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface OrganisationTable {
  id: string;
  workspace_id: string;
  name: string;
  /** The name without case and accents, unique in the workspace. */
  folded_name: string;
  /** "BE", or null where nobody said. */
  country: string | null;
  website: string | null;
  created_at: string;
}

export interface MembershipTable {
  workspace_id: string;
  user_id: string;
  role: Role;
  created_at: string;
  organisation_id: ColumnType<string | null, string | null | undefined, string | null>;
  /** Rises with every change: whoever changes it says which one they saw. */
  version: Generated<number>;
}

export interface InvitationTable {
  id: string;
  workspace_id: string;
  /** In small letters; only somebody of this address can accept. */
  email: string;
  role: Role;
  organisation_id: string | null;
  /** SHA-256 of the token that went by mail, which proves the address; null where none went. */
  mailed_token_hash: string | null;
  copied_token_hash: string;
  invited_by: string | null;
  created_at: string;
  expires_at: string;
  accepted_at: string | null;
  accepted_by: string | null;
  revoked_at: string | null;
}

/** A role held on one thing, narrower or wider than the one in the workspace. */
export interface ItemRoleTable {
  workspace_id: string;
  item_kind: ItemKind;
  item_id: string;
  user_id: string;
  role: Role;
  granted_by: string | null;
  granted_at: string;
}

export interface ShareLinkTable {
  id: string;
  workspace_id: string;
  kind: LinkKind;
  procedure_id: string;
  /** For a draft or a version of it. */
  draft_id: string | null;
  version_number: number | null;
  /** What its maker calls it: "For the press". */
  label: string;
  token_hash: string;
  password_hash: string | null;
  created_by: string | null;
  created_at: string;
  expires_at: string;
  revoked_at: string | null;
  revoked_by: string | null;
  last_opened_at: string | null;
}

/** The tables of this file, by name. */
export interface CoalitionSchema {
  workspace: WorkspaceTable;
  organisation: OrganisationTable;
  membership: MembershipTable;
  invitation: InvitationTable;
  item_role: ItemRoleTable;
  share_link: ShareLinkTable;
}
