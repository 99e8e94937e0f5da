import type { Generated } from 'kysely';

/** Moments of the accounts library: `Date` on PostgreSQL, ISO text on SQLite. */
type Moment = Date | string;

export interface UserTable {
  id: string;
  name: string;
  email: string;
  email_verified: boolean | number;
  image: string | null;
  two_factor_enabled: Generated<boolean | number>;
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

/** What is good for one time: a challenge of the accounts library, a link that went by mail. */
export interface VerificationTable {
  id: string;
  /** For links, what the link is for and the hash of its token. */
  identifier: string;
  value: string;
  expires_at: Moment;
  created_at: Moment;
  updated_at: Moment;
}

/** An authenticator app's secret and backup codes, both encrypted by the accounts library. */
export interface TwoFactorTable {
  id: string;
  user_id: string;
  secret: string;
  backup_codes: string;
  verified: boolean | number | null;
  failed_verification_count: number | null;
  locked_until: Moment | null;
}

export interface PasskeyTable {
  id: string;
  user_id: string;
  name: string | null;
  public_key: string;
  credential_id: string;
  counter: number;
  device_type: string;
  backed_up: boolean | number;
  transports: string | null;
  aaguid: string | null;
  created_at: Moment | null;
}
