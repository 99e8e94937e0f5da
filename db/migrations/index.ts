/** All migrations, in the order in which they run: their names sort by date and deed. */
import type { Migration } from 'kysely/migration';
import * as accounts from './2026-11-23a_create_accounts.ts';
import * as procedures from './2026-11-23b_create_procedures.ts';
import * as drafts from './2026-11-23c_create_drafts.ts';

export const migrations: Record<string, Migration> = {
  '2026-11-23a_create_accounts': accounts,
  '2026-11-23b_create_procedures': procedures,
  '2026-11-23c_create_drafts': drafts,
};
