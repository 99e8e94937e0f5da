/** All migrations, in the order in which they run: their names sort by date and deed. */
import type { Migration } from 'kysely/migration';
import * as accounts from './2026-11-23a_create_accounts.ts';
import * as procedures from './2026-11-23b_create_procedures.ts';
import * as drafts from './2026-11-23c_create_drafts.ts';
import * as updateLog from './2026-11-23d_create_update_log.ts';
import * as dossiers from './2026-11-23e_create_dossiers.ts';
import * as fourColumns from './2026-11-23f_create_four_columns.ts';
import * as draftVersions from './2026-11-27_create_draft_versions.ts';
import * as comments from './2026-11-27b_create_comments.ts';
import * as suggestions from './2026-11-27c_create_suggestions.ts';
import * as coalitions from './2026-11-27d_create_coalitions.ts';
import * as auditAndMail from './2026-11-27e_create_audit_and_mail.ts';
import * as secondFactors from './2026-11-27f_create_second_factors.ts';
import * as marks from './2026-11-27g_add_marks.ts';
import * as confirmed from './2026-11-27j_confirm_first_accounts.ts';
import * as auditEntries from './2026-11-27k_keep_audit_entries.ts';
import * as auditIndexes from './2026-11-27l_find_audit_entries.ts';
import * as concordance from './2026-11-28a_create_concordance.ts';
import * as rounds from './2026-11-28b_create_rounds.ts';
import * as rowRemarks from './2026-11-28c_create_row_remarks.ts';
import * as agreements from './2026-11-28d_create_agreements.ts';
import * as rowsOfFiles from './2026-11-28t_keep_rows_of_files.ts';

export const migrations: Record<string, Migration> = {
  '2026-11-23a_create_accounts': accounts,
  '2026-11-23b_create_procedures': procedures,
  '2026-11-23c_create_drafts': drafts,
  '2026-11-23d_create_update_log': updateLog,
  '2026-11-23e_create_dossiers': dossiers,
  '2026-11-23f_create_four_columns': fourColumns,
  '2026-11-27_create_draft_versions': draftVersions,
  '2026-11-27b_create_comments': comments,
  '2026-11-27c_create_suggestions': suggestions,
  '2026-11-27d_create_coalitions': coalitions,
  '2026-11-27e_create_audit_and_mail': auditAndMail,
  '2026-11-27f_create_second_factors': secondFactors,
  '2026-11-27g_add_marks': marks,
  '2026-11-27j_confirm_first_accounts': confirmed,
  '2026-11-27k_keep_audit_entries': auditEntries,
  '2026-11-27l_find_audit_entries': auditIndexes,
  '2026-11-28a_create_concordance': concordance,
  '2026-11-28b_create_rounds': rounds,
  '2026-11-28c_create_row_remarks': rowRemarks,
  '2026-11-28d_create_agreements': agreements,
  '2026-11-28t_keep_rows_of_files': rowsOfFiles,
};
