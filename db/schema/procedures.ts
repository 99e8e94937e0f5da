import type { Visibility } from '#domain/permission.ts';

export interface ProcedureTable {
  id: string;
  workspace_id: string;
  /** "2016/0295(COD)" */
  reference: string;
  short_title: string;
  visibility: Visibility;
  created_at: string;
}
