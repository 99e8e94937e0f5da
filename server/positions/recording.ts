/** Writes what is known of issues, actors and statements; called inside a transaction. */
import type { Db } from '#db/connection.ts';
import type { Issue } from '#domain/issue.ts';
import type { Actor, MemberStatePosition, Statement } from '#domain/statement.ts';
import { newId } from '../identity.ts';
import { toOptionalJson } from '../rows.ts';

export interface Positions {
  readonly actors: readonly Actor[];
  readonly issues: readonly Issue[];
  readonly statements: readonly Statement[];
  readonly memberStatePositions: readonly MemberStatePosition[];
}

interface Place {
  readonly procedureId: string;
  readonly workspaceId: string;
  readonly createdAt: string;
}

/** The ids given to records, by their keys. */
type Ids = ReadonlyMap<string, string>;

/** Records the positions on a procedure that has none yet. */
export async function recordPositions(db: Db, place: Place, positions: Positions): Promise<void> {
  const actors = await insertActors(db, place, positions.actors);
  const issues = await insertIssues(db, place, positions.issues);
  await insertStances(db, place, positions.issues, issues, actors);
  await insertStatements(db, place, positions.statements, issues, actors);
  await insertMemberStatePositions(db, place, positions.memberStatePositions, issues);
}

/** Actors belong to the workspace: one that another file has brought already is kept as it is. */
async function insertActors(db: Db, place: Place, actors: readonly Actor[]): Promise<Ids> {
  for (const { members, provenance, ...actor } of actors)
    await db
      .insertInto('actor')
      .values({
        ...actor,
        id: newId(),
        workspace_id: place.workspaceId,
        members: JSON.stringify(members),
        provenance: JSON.stringify(provenance),
      })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'key']).doNothing())
      .execute();
  const known = await db
    .selectFrom('actor')
    .select(['id', 'key'])
    .where('workspace_id', '=', place.workspaceId)
    .execute();
  const ids = new Map(known.map(({ key, id }) => [key, id]));
  await insertLinks(
    db,
    'procedure_actor',
    actors.map(({ key }) => ({ procedure_id: place.procedureId, actor_id: idOf(ids, key) })),
  );
  return ids;
}

async function insertIssues(db: Db, place: Place, issues: readonly Issue[]): Promise<Ids> {
  const ids = newIds(issues);
  const rows = issues.map(({ key, title, description, importance, outcome }) => ({
    id: idOf(ids, key),
    procedure_id: place.procedureId,
    key,
    title,
    description,
    importance,
    outcome: toOptionalJson(outcome),
  }));
  if (rows.length > 0) await db.insertInto('issue').values(rows).execute();
  const provisions = issues.flatMap((issue) =>
    issue.provisions.map(({ role, citation, provenance }) => ({
      id: newId(),
      issue_id: idOf(ids, issue.key),
      role,
      citation,
      provenance: JSON.stringify(provenance),
    })),
  );
  if (provisions.length > 0) await db.insertInto('issue_provision').values(provisions).execute();
  const relations = issues.flatMap(({ key, related }) =>
    related.map((other) => ({ issue_id: idOf(ids, key), related_id: idOf(ids, other) })),
  );
  await insertLinks(db, 'issue_relation', relations);
  return ids;
}

async function insertStances(
  db: Db,
  place: Place,
  issues: readonly Issue[],
  issueIds: Ids,
  actorIds: Ids,
): Promise<void> {
  const rows = issues.flatMap(({ key, stances }) =>
    stances.map(({ actor, stage, date, word, summary, provenance }) => ({
      id: newId(),
      issue_id: idOf(issueIds, key),
      actor_id: idOf(actorIds, actor),
      stage,
      date: date?.value ?? null,
      word,
      summary,
      provenance: JSON.stringify(provenance),
      created_at: place.createdAt,
      superseded_at: null,
    })),
  );
  if (rows.length > 0) await db.insertInto('stance').values(rows).execute();
}

async function insertStatements(
  db: Db,
  place: Place,
  statements: readonly Statement[],
  issueIds: Ids,
  actorIds: Ids,
): Promise<void> {
  const ids = newIds(statements);
  const rows = statements.map((statement) => ({
    id: idOf(ids, statement.key),
    procedure_id: place.procedureId,
    key: statement.key,
    date: statement.date.value,
    kind: statement.kind,
    stance: statement.stance,
    summary: statement.summary,
    attributed_to: statement.attributedTo,
    evidence: JSON.stringify(statement.evidence),
    replies_to: statement.repliesTo === null ? null : idOf(ids, statement.repliesTo),
    sharing: 'public' as const,
    provenance: JSON.stringify(statement.provenance),
  }));
  if (rows.length > 0) await db.insertInto('statement').values(rows).execute();
  const by = statements.flatMap(({ key, actors }) =>
    actors.map((actor) => ({ statement_id: idOf(ids, key), actor_id: idOf(actorIds, actor) })),
  );
  const about = statements.flatMap(({ key, issues }) =>
    issues.map((issue) => ({ statement_id: idOf(ids, key), issue_id: idOf(issueIds, issue) })),
  );
  await insertLinks(db, 'statement_actor', by);
  await insertLinks(db, 'statement_issue', about);
}

async function insertMemberStatePositions(
  db: Db,
  place: Place,
  positions: readonly MemberStatePosition[],
  issueIds: Ids,
): Promise<void> {
  const ids = newIds(positions);
  const rows = positions.map((position) => ({
    id: idOf(ids, position.key),
    procedure_id: place.procedureId,
    key: position.key,
    date: position.date.value,
    member_states: JSON.stringify(position.memberStates),
    document: position.document,
    stance: position.stance,
    summary: position.summary,
    basis: position.basis,
    provenance: JSON.stringify(position.provenance),
  }));
  if (rows.length > 0) await db.insertInto('member_state_position').values(rows).execute();
  const about = positions.flatMap(({ key, issues }) =>
    issues.map((issue) => ({
      member_state_position_id: idOf(ids, key),
      issue_id: idOf(issueIds, issue),
    })),
  );
  await insertLinks(db, 'member_state_position_issue', about);
}

type LinkTable =
  | 'procedure_actor'
  | 'issue_relation'
  | 'statement_actor'
  | 'statement_issue'
  | 'member_state_position_issue';

async function insertLinks(
  db: Db,
  table: LinkTable,
  links: readonly Readonly<Record<string, string>>[],
): Promise<void> {
  if (links.length === 0) return;
  await db
    .insertInto(table)
    .values(links as never)
    .execute();
}

function newIds(records: readonly { readonly key: string }[]): Ids {
  return new Map(records.map(({ key }) => [key, newId()]));
}

function idOf(ids: Ids, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`Nothing is recorded under the key "${key}".`);
  return id;
}
