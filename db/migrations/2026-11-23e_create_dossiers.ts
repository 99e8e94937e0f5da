import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely';

type Build = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;

const required: Build = (c) => c.notNull();
const key: Build = (c) => c.primaryKey();
/** What belongs to another row goes with it. */
const of =
  (table: string): Build =>
  (c) =>
    c.notNull().references(`${table}.id`).onDelete('cascade');

export async function up(db: Kysely<unknown>): Promise<void> {
  await createDossier(db);
  await createPeople(db);
  await createEvents(db);
  await createIssues(db);
  await createStatements(db);
}

async function createDossier(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('dossier')
    .addColumn('procedure_id', 'text', (c) =>
      c.primaryKey().references('procedure.id').onDelete('cascade'),
    )
    .addColumn('kind', 'text', required)
    .addColumn('reported_status', 'text')
    .addColumn('titles', 'text', required)
    .addColumn('legal_basis', 'text', required)
    .addColumn('predecessor_act', 'text')
    .addColumn('final_act', 'text')
    .addColumn('remarks', 'text', required)
    .addColumn('gaps', 'text', required)
    .addColumn('provenance', 'text', required)
    .addColumn('created_at', 'text', required)
    .execute();
  await db.schema
    .createTable('dossier_document')
    .addColumn('id', 'text', key)
    .addColumn('procedure_id', 'text', of('procedure'))
    .addColumn('kind', 'text', required)
    .addColumn('reference', 'text')
    .addColumn('title', 'text')
    .addColumn('date', 'text')
    .addColumn('celex', 'text')
    .addColumn('eli', 'text')
    .addColumn('journal', 'text')
    .addColumn('provenance', 'text', required)
    .execute();
  await index(db, 'dossier_document', 'procedure_id');
}

async function createPeople(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('office')
    .addColumn('id', 'text', key)
    .addColumn('procedure_id', 'text', of('procedure'))
    .addColumn('role', 'text', required)
    .addColumn('of', 'text')
    .addColumn('term', 'integer')
    .addColumn('name', 'text', required)
    .addColumn('political_group', 'text')
    .addColumn('member_state', 'text')
    .addColumn('party', 'text')
    .addColumn('from_day', 'text')
    .addColumn('to_day', 'text')
    .addColumn('provenance', 'text', required)
    .execute();
  await db.schema
    .createTable('body')
    .addColumn('id', 'text', key)
    .addColumn('procedure_id', 'text', of('procedure'))
    .addColumn('kind', 'text', required)
    .addColumn('code', 'text')
    .addColumn('name', 'text', required)
    .addColumn('term', 'integer')
    .addColumn('detail', 'text')
    .addColumn('provenance', 'text', required)
    .execute();
  await db.schema
    .createTable('presidency')
    .addColumn('id', 'text', key)
    .addColumn('procedure_id', 'text', of('procedure'))
    .addColumn('semester', 'text', required)
    .addColumn('member_state', 'text', required)
    .addColumn('from_day', 'text', required)
    .addColumn('to_day', 'text', required)
    .addColumn('milestone', 'text')
    .addColumn('provenance', 'text', required)
    .addUniqueConstraint('presidency_semester', ['procedure_id', 'semester'])
    .execute();
  await index(db, 'office', 'procedure_id');
  await index(db, 'body', 'procedure_id');
}

async function createEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('event')
    .addColumn('id', 'text', key)
    .addColumn('procedure_id', 'text', of('procedure'))
    .addColumn('key', 'text', required)
    .addColumn('date', 'text', required)
    .addColumn('date_precision', 'text', (c) =>
      c.notNull().check(sql`date_precision in ('day', 'month', 'year')`),
    )
    .addColumn('institution', 'text', required)
    .addColumn('kind', 'text', required)
    .addColumn('step', 'text')
    .addColumn('title', 'text', required)
    .addColumn('summary', 'text', required)
    .addColumn('documents', 'text', required)
    .addColumn('vote', 'text')
    .addColumn('presidency', 'text')
    .addColumn('provenance', 'text', required)
    .addUniqueConstraint('event_key', ['procedure_id', 'key'])
    .execute();
}

async function createIssues(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('issue')
    .addColumn('id', 'text', key)
    .addColumn('procedure_id', 'text', of('procedure'))
    .addColumn('key', 'text', required)
    .addColumn('title', 'text', required)
    .addColumn('description', 'text', required)
    .addColumn('importance', 'text', (c) =>
      c.notNull().check(sql`importance in ('high', 'medium', 'low')`),
    )
    .addColumn('outcome', 'text')
    .addUniqueConstraint('issue_key', ['procedure_id', 'key'])
    .execute();
  await db.schema
    .createTable('issue_provision')
    .addColumn('id', 'text', key)
    .addColumn('issue_id', 'text', of('issue'))
    .addColumn('role', 'text', (c) => c.notNull().check(sql`role in ('proposal', 'final')`))
    .addColumn('citation', 'text', required)
    .addColumn('provenance', 'text', required)
    .execute();
  await createJoin(db, 'issue_relation', ['issue', 'issue_id'], ['issue', 'related_id']);
  await db.schema
    .createTable('actor')
    .addColumn('id', 'text', key)
    .addColumn('workspace_id', 'text', of('workspace'))
    .addColumn('key', 'text', required)
    .addColumn('name', 'text', required)
    .addColumn('kind', 'text', required)
    .addColumn('country', 'text')
    .addColumn('role', 'text')
    .addColumn('members', 'text', required)
    .addColumn('provenance', 'text', required)
    .addUniqueConstraint('actor_key', ['workspace_id', 'key'])
    .execute();
  // On which files an actor is followed.
  await createJoin(db, 'procedure_actor', ['procedure', 'procedure_id'], ['actor', 'actor_id']);
  // An actor's later stance on an issue at a stage is added; the earlier one stays, superseded.
  await db.schema
    .createTable('stance')
    .addColumn('id', 'text', key)
    .addColumn('issue_id', 'text', of('issue'))
    .addColumn('actor_id', 'text', of('actor'))
    .addColumn('stage', 'text', required)
    .addColumn('date', 'text')
    .addColumn('word', 'text', required)
    .addColumn('summary', 'text', required)
    .addColumn('provenance', 'text', required)
    .addColumn('created_at', 'text', required)
    .addColumn('superseded_at', 'text')
    .execute();
  await index(db, 'issue_provision', 'issue_id');
  await index(db, 'stance', 'issue_id');
  await index(db, 'stance', 'actor_id');
}

async function createStatements(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('statement')
    .addColumn('id', 'text', key)
    .addColumn('procedure_id', 'text', of('procedure'))
    .addColumn('key', 'text', required)
    .addColumn('date', 'text', required)
    .addColumn('kind', 'text', required)
    .addColumn('stance', 'text', required)
    .addColumn('summary', 'text', required)
    .addColumn('attributed_to', 'text')
    .addColumn('evidence', 'text', required)
    .addColumn('replies_to', 'text', (c) => c.references('statement.id').onDelete('set null'))
    // Who may see it: what everybody may read of the procedure, or the workspace alone.
    .addColumn('sharing', 'text', (c) => c.notNull().check(sql`sharing in ('public', 'workspace')`))
    .addColumn('provenance', 'text', required)
    .addUniqueConstraint('statement_key', ['procedure_id', 'key'])
    .execute();
  await db.schema
    .createTable('member_state_position')
    .addColumn('id', 'text', key)
    .addColumn('procedure_id', 'text', of('procedure'))
    .addColumn('key', 'text', required)
    .addColumn('date', 'text', required)
    .addColumn('member_states', 'text', required)
    .addColumn('document', 'text')
    .addColumn('stance', 'text', required)
    .addColumn('summary', 'text', required)
    .addColumn('basis', 'text', required)
    .addColumn('provenance', 'text', required)
    .addUniqueConstraint('member_state_position_key', ['procedure_id', 'key'])
    .execute();
  await createJoin(db, 'statement_actor', ['statement', 'statement_id'], ['actor', 'actor_id']);
  await createJoin(db, 'statement_issue', ['statement', 'statement_id'], ['issue', 'issue_id']);
  await createJoin(
    db,
    'member_state_position_issue',
    ['member_state_position', 'member_state_position_id'],
    ['issue', 'issue_id'],
  );
}

type Side = readonly [table: string, column: string];

async function createJoin(db: Kysely<unknown>, table: string, one: Side, other: Side) {
  await db.schema
    .createTable(table)
    .addColumn(one[1], 'text', of(one[0]))
    .addColumn(other[1], 'text', of(other[0]))
    .addPrimaryKeyConstraint(`${table}_pk`, [one[1], other[1]] as never)
    .execute();
  await index(db, table, other[1]);
}

async function index(db: Kysely<unknown>, table: string, column: string): Promise<void> {
  await db.schema.createIndex(`${table}_${column}`).on(table).column(column).execute();
}

const tables = [
  'member_state_position_issue',
  'statement_issue',
  'statement_actor',
  'member_state_position',
  'statement',
  'stance',
  'procedure_actor',
  'actor',
  'issue_relation',
  'issue_provision',
  'issue',
  'event',
  'presidency',
  'body',
  'office',
  'dossier_document',
  'dossier',
];

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of tables) await db.schema.dropTable(table).execute();
}
