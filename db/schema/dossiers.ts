/** What is kept on a procedure. Facts carry their provenance as JSON, read and written whole. */
import type { BodyKind, OfficeRole } from '#domain/dossier.ts';
import type { Precision } from '#domain/imprecise-date.ts';
import type { Institution } from '#domain/institution.ts';
import type { Issue, IssueProvision, StanceStage } from '#domain/issue.ts';
import type { Visibility } from '#domain/permission.ts';
import type { Step } from '#domain/step.ts';

/** JSON text. */
type Json = string;
/** "2018-01-17", "2018-01" or "2018". */
type Imprecise = string;

export interface DossierTable {
  procedure_id: string;
  kind: Json;
  reported_status: Json | null;
  titles: Json;
  legal_basis: Json;
  predecessor_act: Json | null;
  final_act: Json | null;
  remarks: Json;
  gaps: Json;
  provenance: Json;
  created_at: string;
}

export interface DossierDocumentTable {
  id: string;
  procedure_id: string;
  kind: string;
  reference: string | null;
  title: string | null;
  date: Imprecise | null;
  celex: string | null;
  eli: string | null;
  journal: string | null;
  provenance: Json;
}

export interface OfficeTable {
  id: string;
  procedure_id: string;
  role: OfficeRole;
  of: string | null;
  term: number | null;
  name: string;
  political_group: string | null;
  member_state: string | null;
  party: string | null;
  from_day: string | null;
  to_day: string | null;
  provenance: Json;
}

export interface BodyTable {
  id: string;
  procedure_id: string;
  kind: BodyKind;
  code: string | null;
  name: string;
  term: number | null;
  detail: string | null;
  provenance: Json;
}

export interface PresidencyTable {
  id: string;
  procedure_id: string;
  semester: string;
  member_state: string;
  from_day: string;
  to_day: string;
  milestone: string | null;
  provenance: Json;
}

export interface EventTable {
  id: string;
  procedure_id: string;
  key: string;
  date: Imprecise;
  date_precision: Precision;
  institution: Institution;
  kind: string;
  step: Step | null;
  title: string;
  summary: string;
  documents: Json;
  vote: Json | null;
  presidency: string | null;
  provenance: Json;
}

export interface IssueTable {
  id: string;
  procedure_id: string;
  key: string;
  title: string;
  description: string;
  importance: Issue['importance'];
  outcome: Json | null;
}

export interface IssueProvisionTable {
  id: string;
  issue_id: string;
  role: IssueProvision['role'];
  citation: string;
  provenance: Json;
}

interface IssueRelationTable {
  issue_id: string;
  related_id: string;
}

export interface ActorTable {
  id: string;
  workspace_id: string;
  key: string;
  name: string;
  kind: string;
  country: string | null;
  role: string | null;
  members: Json;
  provenance: Json;
}

interface ProcedureActorTable {
  procedure_id: string;
  actor_id: string;
}

export interface StanceTable {
  id: string;
  issue_id: string;
  actor_id: string;
  stage: StanceStage;
  date: Imprecise | null;
  word: string;
  summary: string;
  provenance: Json;
  created_at: string;
  superseded_at: string | null;
}

export interface StatementTable {
  id: string;
  procedure_id: string;
  key: string;
  date: Imprecise;
  kind: string;
  stance: string;
  summary: string;
  attributed_to: string | null;
  evidence: Json;
  replies_to: string | null;
  sharing: Visibility;
  provenance: Json;
}

interface StatementActorTable {
  statement_id: string;
  actor_id: string;
}

interface StatementIssueTable {
  statement_id: string;
  issue_id: string;
}

export interface MemberStatePositionTable {
  id: string;
  procedure_id: string;
  key: string;
  date: Imprecise;
  member_states: Json;
  document: string | null;
  stance: string;
  summary: string;
  basis: string;
  provenance: Json;
}

interface MemberStatePositionIssueTable {
  member_state_position_id: string;
  issue_id: string;
}

/** The tables of this file, by name. */
export interface DossierSchema {
  dossier: DossierTable;
  dossier_document: DossierDocumentTable;
  office: OfficeTable;
  body: BodyTable;
  presidency: PresidencyTable;
  event: EventTable;
  issue: IssueTable;
  issue_provision: IssueProvisionTable;
  issue_relation: IssueRelationTable;
  actor: ActorTable;
  procedure_actor: ProcedureActorTable;
  stance: StanceTable;
  statement: StatementTable;
  statement_actor: StatementActorTable;
  statement_issue: StatementIssueTable;
  member_state_position: MemberStatePositionTable;
  member_state_position_issue: MemberStatePositionIssueTable;
}
