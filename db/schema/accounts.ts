import type { Role } from '#domain/permission.ts';

/** Moments of the accounts library: `Date` on PostgreSQL, ISO text on SQLite. */
type Moment = Date | string;

export interface UserTable {
  id: string;
  name: string;
  email: string;
  email_verified: boolean | number;
  image: string | null;
  created_at: Moment;
  updated_at: Moment;
}

export interface SessionTable {
  id: string;
  user_id: string;
  token: string;
  expires_at: Moment;
  ip_address: string | null;
  user_agent: string | null;
  created_at: Moment;
  updated_at: Moment;
}

/** A way to sign in: for provider "credential", a password's hash. */
export interface AccountTable {
  id: string;
  user_id: string;
  account_id: string;
  provider_id: string;
  access_token: string | null;
  refresh_token: string | null;
  id_token: string | null;
  access_token_expires_at: Moment | null;
  refresh_token_expires_at: Moment | null;
  scope: string | null;
  password: string | null;
  created_at: Moment;
  updated_at: Moment;
}

export interface WorkspaceTable {
  id: string;
  name: string;
  created_at: string;
}

export interface MembershipTable {
  workspace_id: string;
  user_id: string;
  role: Role;
  created_at: string;
}
