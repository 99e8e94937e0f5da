/** The tables as Kysely sees them. Moments are ISO text, days are ISO text, JSON is text. */
import type {
  AccountTable,
  PasskeyTable,
  SessionTable,
  TwoFactorTable,
  UserTable,
  VerificationTable,
} from './accounts.ts';
import type { AuditEntryTable, MailTable } from './audit.ts';
import type { CoalitionSchema } from './coalitions.ts';
import type { CommentTable, CommentThreadTable } from './comments.ts';
import type { ConcordanceDecisionTable } from './concordance.ts';
import type { DossierSchema } from './dossiers.ts';
import type { AgreementRowTable, DraftTable, DraftVersionTable } from './drafts.ts';
import type {
  FourColumnCellTable,
  FourColumnRowTable,
  ImportPreviewTable,
  PositionTable,
} from './four-columns.ts';
import type { ProcedureTable } from './procedures.ts';
import type { RoundSchema } from './rounds.ts';
import type { SuggestionTable } from './suggestions.ts';
import type {
  DraftLogTable,
  DraftSnapshotTable,
  DraftUpdateTable,
  DraftWriterTable,
} from './update-log.ts';

export interface Schema extends DossierSchema, CoalitionSchema, RoundSchema {
  user: UserTable;
  session: SessionTable;
  account: AccountTable;
  two_factor: TwoFactorTable;
  passkey: PasskeyTable;
  verification: VerificationTable;
  audit_entry: AuditEntryTable;
  mail: MailTable;
  procedure: ProcedureTable;
  draft: DraftTable;
  draft_version: DraftVersionTable;
  agreement_row: AgreementRowTable;
  comment_thread: CommentThreadTable;
  comment: CommentTable;
  suggestion: SuggestionTable;
  draft_log: DraftLogTable;
  draft_update: DraftUpdateTable;
  draft_snapshot: DraftSnapshotTable;
  draft_writer: DraftWriterTable;
  position: PositionTable;
  four_column_row: FourColumnRowTable;
  four_column_cell: FourColumnCellTable;
  import_preview: ImportPreviewTable;
  concordance_decision: ConcordanceDecisionTable;
}
