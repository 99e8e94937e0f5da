/** The tables as Kysely sees them. Moments are ISO text, days are ISO text, JSON is text. */
import type { MembershipTable, SessionTable, UserTable, WorkspaceTable } from './accounts.ts';
import type { DraftTable } from './drafts.ts';
import type { ProcedureTable } from './procedures.ts';

export interface Schema {
  user: UserTable;
  session: SessionTable;
  workspace: WorkspaceTable;
  membership: MembershipTable;
  procedure: ProcedureTable;
  draft: DraftTable;
}
