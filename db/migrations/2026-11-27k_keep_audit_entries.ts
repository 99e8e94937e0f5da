import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely';

const refusal = sql.lit('The audit log is only added to.');
const formerMember = sql.lit('Former member');

export async function up(db: Kysely<unknown>): Promise<void> {
  if (isPostgres(db)) await guardPostgres(db);
  else await guardSqlite(db);
}

function isPostgres(db: Kysely<unknown>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

async function guardSqlite(db: Kysely<unknown>): Promise<void> {
  const abort = sql`begin select raise(abort, ${refusal}); end`;
  const isAnonymised = isAnonymising({
    person: (entry) => sql`json_extract(${entry}.detail, '$.person')`,
    personId: (entry) => sql`json_extract(${entry}.detail, '$.personId')`,
    others: (entry) => sql`json_remove(${entry}.detail, '$.person')`,
  });
  await sql`create trigger audit_entry_update before update on audit_entry
    when not ${isAnonymised} ${abort}`.execute(db);
  await sql`create trigger audit_entry_delete before delete on audit_entry
    when not ${mayGo} ${abort}`.execute(db);
  // "insert or replace" deletes without asking the trigger above.
  await sql`create trigger audit_entry_insert before insert on audit_entry
    when exists (select 1 from audit_entry where id = new.id) ${abort}`.execute(db);
}

async function guardPostgres(db: Kysely<unknown>): Promise<void> {
  const isAnonymised = isAnonymising({
    person: (entry) => sql`(${entry}.detail::jsonb ->> 'person')`,
    personId: (entry) => sql`(${entry}.detail::jsonb ->> 'personId')`,
    others: (entry) => sql`(${entry}.detail::jsonb - 'person')`,
  });
  await sql`create function keep_audit_entry() returns trigger language plpgsql as $body$
    begin
      if tg_op = 'UPDATE' then
        if ${isAnonymised} then return new; end if;
      elsif tg_op = 'DELETE' then
        if ${mayGo} then return old; end if;
      end if;
      raise exception using message = ${refusal};
    end $body$`.execute(db);
  await sql`create trigger audit_entry_keep before update or delete on audit_entry
    for each row execute function keep_audit_entry()`.execute(db);
  await sql`create trigger audit_entry_truncate before truncate on audit_entry
    for each statement execute function keep_audit_entry()`.execute(db);
}

/** An entry goes with its workspace, whose row is gone by then; that of an account stays. */
const mayGo = sql`(old.workspace_id is not null and not exists (
  select 1 from workspace where workspace.id = old.workspace_id))`;

interface Detail {
  readonly person: (entry: RawBuilder<unknown>) => RawBuilder<unknown>;
  readonly personId: (entry: RawBuilder<unknown>) => RawBuilder<unknown>;
  readonly others: (entry: RawBuilder<unknown>) => RawBuilder<unknown>;
}

/** The one change: that a person who has no account any more is no longer named. */
function isAnonymising({ person, personId, others }: Detail): RawBuilder<unknown> {
  const [before, after] = [sql`old`, sql`new`];
  const kept = ['id', 'workspace_id', 'at', 'action', 'target_kind', 'target_id'].map(isSame);
  const doerGone = sql`(${isGone(sql`old.actor_id`)} and new.actor_id is null
    and new.actor_name = ${formerMember} and new.address is null)`;
  const doerSame = sql`(${isSame('actor_id')} and ${isSame('actor_name')} and ${isSame('address')})`;
  const targetGone = sql`(new.target_name = ${formerMember} and ${isTargetGone})`;
  const personGone = sql`(${person(after)} = ${formerMember} and ${isGone(personId(before))}
    and ${others(after)} = ${others(before)})`;
  return sql`coalesce(${sql.join(kept, sql` and `)}
    and (${doerSame} or ${doerGone})
    and (${isSame('target_name')} or ${targetGone})
    and (${isSame('detail')} or ${personGone}), false)`;
}

function isSame(column: string): RawBuilder<unknown> {
  return sql`(new.${sql.ref(column)} is not distinct from old.${sql.ref(column)})`;
}

function isGone(id: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(${id} is not null and not exists (select 1 from "user" where "user".id = ${id}))`;
}

/** Members and accounts are known by their id, those who were invited by their address. */
const isTargetGone = sql`(case
  when old.target_kind in ('member', 'account') then ${isGone(sql`old.target_id`)}
  when old.target_kind = 'invitation' then not exists (
    select 1 from "user" where "user".email = lower(old.target_name))
  else false end)`;

export async function down(db: Kysely<unknown>): Promise<void> {
  if (!isPostgres(db)) {
    for (const deed of ['update', 'delete', 'insert'])
      await sql`drop trigger ${sql.ref(`audit_entry_${deed}`)}`.execute(db);
    return;
  }
  for (const trigger of ['audit_entry_keep', 'audit_entry_truncate'])
    await sql`drop trigger ${sql.ref(trigger)} on audit_entry`.execute(db);
  await sql`drop function keep_audit_entry()`.execute(db);
}
