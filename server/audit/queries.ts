/** Reading the audit log. Writing to it is recording.ts's; nothing here changes an entry. */
import type { Selectable, SelectQueryBuilder } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { AuditEntryTable } from '#db/schema/audit.ts';
import type { Schema } from '#db/schema/index.ts';
import type { AuditDetail, AuditEntry, AuditFilter } from '#domain/audit.ts';
import { formerMember } from '#domain/former-member.ts';
import { itemKey } from '../permission.ts';
import { fromJson } from '../rows.ts';

/** A part of the log: so many entries, older than one. */
export interface Part {
  /** The id of an entry; null to begin with the newest. */
  readonly before: string | null;
  readonly limit: number;
}

/** The newest first. */
export async function listEntries(
  db: Db,
  workspaceId: string,
  filter: AuditFilter,
  part: Part,
): Promise<AuditEntry[]> {
  const all = db.selectFrom('audit_entry').selectAll().where('workspace_id', '=', workspaceId);
  const rows = await inPart(filtered(all, filter), part).execute();
  return rows.map(toEntry);
}

/** What a person did, or what was done to their account, in any workspace or in none. */
export async function listEntriesOf(db: Db, userId: string, part: Part): Promise<AuditEntry[]> {
  const own = db
    .selectFrom('audit_entry')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('actor_id', '=', userId),
        eb.and([eb('target_kind', 'in', ['account', 'member']), eb('target_id', '=', userId)]),
      ]),
    );
  return (await inPart(own, part).execute()).map(toEntry);
}

type Entries = SelectQueryBuilder<Schema, 'audit_entry', Selectable<AuditEntryTable>>;

function inPart(entries: Entries, { before, limit }: Part): Entries {
  return entries
    .$if(before !== null, (query) => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(limit);
}

function filtered(entries: Entries, { person, deed, target, from, to }: AuditFilter): Entries {
  return entries
    .$if(person !== null, (query) => byPerson(query, person ?? ''))
    .$if(deed !== null, (query) => query.where('action', '=', deed!))
    .$if(target !== null, (query) => query.where('target_kind', '=', target!))
    .$if(from !== null, (query) => query.where('at', '>=', from ?? ''))
    .$if(to !== null, (query) => query.where('at', '<', dayAfter(to ?? '')));
}

function byPerson(entries: Entries, person: string): Entries {
  if (person === 'former')
    return entries.where('actor_id', 'is', null).where('actor_name', '=', formerMember);
  if (person === 'server')
    return entries.where('actor_id', 'is', null).where('actor_name', 'is', null);
  return entries.where('actor_id', '=', person);
}

function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

export async function findWorkspaceName(db: Db, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('workspace')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.name;
}

export interface AuditPerson {
  readonly id: string;
  readonly name: string;
}

/** Who has done something in the workspace and still has an account, by name. */
export async function listPeople(db: Db, workspaceId: string): Promise<AuditPerson[]> {
  return db
    .selectFrom('user')
    .select(['id', 'name'])
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('audit_entry')
        .select('actor_id')
        .where('workspace_id', '=', workspaceId)
        .where('actor_id', 'is not', null)
        .$narrowType<{ actor_id: string }>(),
    )
    .orderBy('name')
    .orderBy('id')
    .execute();
}

/** Those of these things that are restricted, or part of what is, with what restricts them. */
export async function listRestricted(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (ids.length === 0) return new Map();
  const procedures = await db
    .selectFrom('procedure')
    .select(['id', 'id as procedure_id', 'visibility as procedure_visibility', 'visibility'])
    .where('id', 'in', ids)
    .execute();
  const rows = [
    ...procedures.map((row) => ({ ...row, kind: 'procedure' as const })),
    ...(await restrictedDrafts(db, ids)),
    ...(await restrictedPositions(db, ids)),
    ...(await restrictedStatements(db, ids)),
  ];
  return new Map(rows.map((row) => [row.id, restrictionsOf(row)]));
}

interface Restrictable {
  readonly kind: 'procedure' | 'draft' | 'position' | 'statement';
  readonly id: string;
  readonly visibility: string;
  readonly procedure_id: string;
  readonly procedure_visibility: string;
}

/** By `itemKey`: on each of them one must be named. */
function restrictionsOf(row: Restrictable): string[] {
  const own = row.visibility === 'restricted' ? [itemKey(row.kind, row.id)] : [];
  const around =
    row.procedure_visibility === 'restricted' ? [itemKey('procedure', row.procedure_id)] : [];
  return [...around, ...own];
}

async function restrictedDrafts(db: Db, ids: readonly string[]): Promise<Restrictable[]> {
  const rows = await db
    .selectFrom('draft')
    .innerJoin('procedure', 'procedure.id', 'draft.procedure_id')
    .select(['draft.id', 'draft.visibility', 'draft.procedure_id'])
    .select('procedure.visibility as procedure_visibility')
    .where('draft.id', 'in', ids)
    .execute();
  return rows.map((row) => ({ ...row, kind: 'draft' }));
}

async function restrictedPositions(db: Db, ids: readonly string[]): Promise<Restrictable[]> {
  const rows = await db
    .selectFrom('position')
    .innerJoin('procedure', 'procedure.id', 'position.procedure_id')
    .select(['position.id', 'position.visibility', 'position.procedure_id'])
    .select('procedure.visibility as procedure_visibility')
    .where('position.id', 'in', ids)
    .execute();
  return rows.map((row) => ({ ...row, kind: 'position' }));
}

async function restrictedStatements(db: Db, ids: readonly string[]): Promise<Restrictable[]> {
  const rows = await db
    .selectFrom('statement')
    .innerJoin('procedure', 'procedure.id', 'statement.procedure_id')
    .select(['statement.id', 'statement.sharing as visibility', 'statement.procedure_id'])
    .select('procedure.visibility as procedure_visibility')
    .where('statement.id', 'in', ids)
    .execute();
  return rows.map((row) => ({ ...row, kind: 'statement' }));
}

function toEntry(row: Selectable<AuditEntryTable>): AuditEntry {
  return {
    id: row.id,
    at: row.at,
    actorId: row.actor_id,
    actorName: row.actor_name,
    action: row.action,
    target: { kind: row.target_kind, id: row.target_id, name: row.target_name },
    detail: fromJson<AuditDetail>(row.detail),
    address: row.address,
  };
}
