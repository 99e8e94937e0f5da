import type { Generated } from 'kysely';
import type { AuditAction, AuditTarget } from '#domain/audit.ts';

/** Who did what. Rows are only added, and go with their workspace. */
export interface AuditEntryTable {
  /** Sorts by time. */
  id: string;
  /** Null for what concerns an account and no workspace. */
  workspace_id: string | null;
  at: string;
  /** Null for the server itself, and once the person has gone. */
  actor_id: string | null;
  actor_name: string | null;
  action: AuditAction;
  target_kind: AuditTarget;
  target_id: string | null;
  target_name: string | null;
  /** JSON: strings by name, as in {"from": "viewer", "to": "editor"}. */
  detail: string;
  address: string | null;
}

/** Mail that waits to be sent; a row goes once its mail is sent. */
export interface MailTable {
  id: string;
  recipient: string;
  subject: string;
  /** Plain text. */
  body: string;
  created_at: string;
  attempts: Generated<number>;
  next_attempt_at: string;
  last_error: string | null;
}
