import type { Db } from '#db/connection.ts';
import type { Issue, IssueProvision, Stance } from '#domain/issue.ts';
import { stanceStages } from '#domain/issue.ts';
import type { Actor, MemberStatePosition, Statement } from '#domain/statement.ts';
import type { Visibility } from '#domain/permission.ts';
import { fromJson, toDate, toOptionalDate } from '../rows.ts';

export async function listIssues(db: Db, procedureId: string): Promise<Issue[]> {
  const rows = await db
    .selectFrom('issue')
    .selectAll()
    .where('procedure_id', '=', procedureId)
    .orderBy('id')
    .execute();
  const provisions = await listProvisions(db, procedureId);
  const stances = await listStances(db, procedureId);
  const relations = await listRelations(db, procedureId);
  return rows.map((row) => ({
    key: row.key,
    title: row.title,
    description: row.description,
    importance: row.importance,
    provisions: provisions.get(row.id) ?? [],
    stances: stances.get(row.id) ?? [],
    outcome: row.outcome === null ? null : fromJson(row.outcome),
    related: relations.get(row.id) ?? [],
  }));
}

export async function listIssueTitles(
  db: Db,
  procedureId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('issue')
    .select(['key', 'title'])
    .where('procedure_id', '=', procedureId)
    .execute();
  return new Map(rows.map(({ key, title }) => [key, title]));
}

async function listProvisions(db: Db, procedureId: string): Promise<Map<string, IssueProvision[]>> {
  const rows = await db
    .selectFrom('issue_provision')
    .innerJoin('issue', 'issue.id', 'issue_provision.issue_id')
    .select(['issue_id', 'role', 'citation', 'provenance'])
    .where('procedure_id', '=', procedureId)
    .orderBy('issue_provision.id')
    .execute();
  return grouped(rows, ({ role, citation, provenance }) => ({
    role,
    citation,
    provenance: fromJson(provenance),
  }));
}

/** The stances in force, in the order of the procedure. */
async function listStances(db: Db, procedureId: string): Promise<Map<string, Stance[]>> {
  const rows = await db
    .selectFrom('stance')
    .innerJoin('issue', 'issue.id', 'stance.issue_id')
    .innerJoin('actor', 'actor.id', 'stance.actor_id')
    .select(['issue_id', 'actor.key as actor', 'stage', 'date', 'word', 'summary'])
    .select('stance.provenance')
    .where('procedure_id', '=', procedureId)
    .where('superseded_at', 'is', null)
    .orderBy('stance.id')
    .execute();
  const inStageOrder = rows.toSorted(
    (a, b) => stanceStages.indexOf(a.stage) - stanceStages.indexOf(b.stage),
  );
  return grouped(inStageOrder, ({ actor, stage, date, word, summary, provenance }) => ({
    actor,
    stage,
    date: toOptionalDate(date),
    word,
    summary,
    provenance: fromJson(provenance),
  }));
}

async function listRelations(db: Db, procedureId: string): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('issue_relation')
    .innerJoin('issue as related', 'related.id', 'issue_relation.related_id')
    .select(['issue_relation.issue_id', 'related.key'])
    .where('related.procedure_id', '=', procedureId)
    .orderBy('related.id')
    .execute();
  return grouped(rows, ({ key }) => key);
}

export async function listActors(db: Db, procedureId: string): Promise<Actor[]> {
  const rows = await db
    .selectFrom('actor')
    .innerJoin('procedure_actor', 'procedure_actor.actor_id', 'actor.id')
    .select(['key', 'name', 'kind', 'country', 'role', 'members', 'provenance'])
    .where('procedure_id', '=', procedureId)
    .orderBy('actor.id')
    .execute();
  return rows.map(({ members, provenance, ...actor }) => ({
    ...actor,
    members: fromJson(members),
    provenance: fromJson(provenance),
  }));
}

/** A statement with what the right to read it is asked on. */
export interface MarkedStatement {
  readonly id: string;
  readonly visibility: Visibility;
  readonly statement: Statement;
}

export async function listStatements(db: Db, procedureId: string): Promise<MarkedStatement[]> {
  const rows = await db
    .selectFrom('statement')
    .leftJoin('statement as answered', 'answered.id', 'statement.replies_to')
    .selectAll('statement')
    .select('answered.key as repliesTo')
    .where('statement.procedure_id', '=', procedureId)
    .orderBy('statement.id')
    .execute();
  const actors = await listStatementActors(db, procedureId);
  const issues = await listStatementIssues(db, procedureId);
  return rows.map((row) => ({
    id: row.id,
    visibility: row.sharing,
    statement: {
      key: row.key,
      date: toDate(row.date),
      actors: actors.get(row.id) ?? [],
      kind: row.kind,
      stance: row.stance,
      summary: row.summary,
      issues: issues.get(row.id) ?? [],
      attributedTo: row.attributed_to,
      evidence: fromJson(row.evidence),
      repliesTo: row.repliesTo,
      provenance: fromJson(row.provenance),
    },
  }));
}

async function listStatementActors(db: Db, procedureId: string): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('statement_actor')
    .innerJoin('statement', 'statement.id', 'statement_actor.statement_id')
    .innerJoin('actor', 'actor.id', 'statement_actor.actor_id')
    .select(['statement_actor.statement_id as owner', 'actor.key'])
    .where('statement.procedure_id', '=', procedureId)
    .orderBy('actor.id')
    .execute();
  return groupedBy(
    rows,
    ({ owner }) => owner,
    ({ key }) => key,
  );
}

async function listStatementIssues(db: Db, procedureId: string): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('statement_issue')
    .innerJoin('issue', 'issue.id', 'statement_issue.issue_id')
    .select(['statement_issue.statement_id as owner', 'issue.key'])
    .where('issue.procedure_id', '=', procedureId)
    .orderBy('issue.id')
    .execute();
  return groupedBy(
    rows,
    ({ owner }) => owner,
    ({ key }) => key,
  );
}

export async function listMemberStatePositions(
  db: Db,
  procedureId: string,
): Promise<MemberStatePosition[]> {
  const rows = await db
    .selectFrom('member_state_position')
    .selectAll()
    .where('procedure_id', '=', procedureId)
    .orderBy('id')
    .execute();
  const issues = await listMemberStatePositionIssues(db, procedureId);
  return rows.map((row) => ({
    key: row.key,
    date: toDate(row.date),
    memberStates: fromJson(row.member_states),
    document: row.document,
    stance: row.stance,
    summary: row.summary,
    issues: issues.get(row.id) ?? [],
    basis: row.basis,
    provenance: fromJson(row.provenance),
  }));
}

async function listMemberStatePositionIssues(
  db: Db,
  procedureId: string,
): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('member_state_position_issue as link')
    .innerJoin('issue', 'issue.id', 'link.issue_id')
    .select(['link.member_state_position_id as owner', 'issue.key'])
    .where('issue.procedure_id', '=', procedureId)
    .orderBy('issue.id')
    .execute();
  return groupedBy(
    rows,
    ({ owner }) => owner,
    ({ key }) => key,
  );
}

function grouped<Row extends { issue_id: string }, Value>(
  rows: readonly Row[],
  value: (row: Row) => Value,
): Map<string, Value[]> {
  return groupedBy(rows, ({ issue_id }) => issue_id, value);
}

function groupedBy<Row, Value>(
  rows: readonly Row[],
  owner: (row: Row) => string,
  value: (row: Row) => Value,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) groups.set(owner(row), [...(groups.get(owner(row)) ?? []), value(row)]);
  return groups;
}
