import type { Generated } from 'kysely';
import type { Visibility } from '#domain/permission.ts';

export interface ProcedureTable {
  id: string;
  workspace_id: string;
  /** "2016/0295(COD)" */
  reference: string;
  short_title: string;
  visibility: Visibility;
  /** 1 where search engines may list it, as long as it is public. */
  indexed: Generated<number>;
  created_at: string;
}
