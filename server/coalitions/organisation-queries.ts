import type { Db } from '#db/connection.ts';
import { folded } from '#domain/folded.ts';
import type { OrganisationFacts } from '#domain/organisation.ts';

export interface Organisation extends OrganisationFacts {
  readonly id: string;
  readonly workspaceId: string;
}

export interface ListedOrganisation extends OrganisationFacts {
  readonly id: string;
  /** How many members of the workspace belong to it. */
  readonly people: number;
}

/** By name. */
export async function listOrganisations(
  db: Db,
  workspaceId: string,
): Promise<ListedOrganisation[]> {
  const rows = await db
    .selectFrom('organisation')
    .leftJoin('membership', 'membership.organisation_id', 'organisation.id')
    .select(['organisation.id', 'organisation.name', 'country', 'website'])
    .select((eb) => eb.fn.count('membership.user_id').as('people'))
    .where('organisation.workspace_id', '=', workspaceId)
    .groupBy(['organisation.id', 'organisation.name', 'folded_name', 'country', 'website'])
    .orderBy('folded_name')
    .execute();
  return rows.map((row) => ({ ...row, people: Number(row.people) }));
}

export async function findOrganisation(db: Db, id: string): Promise<Organisation | undefined> {
  const row = await db
    .selectFrom('organisation')
    .select(['id', 'workspace_id', 'name', 'country', 'website'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { workspace_id, ...facts } = row;
  return { workspaceId: workspace_id, ...facts };
}

/** One whose name differs in nothing but case and accents. */
export async function findOrganisationByName(
  db: Db,
  workspaceId: string,
  name: string,
): Promise<Organisation | undefined> {
  const row = await db
    .selectFrom('organisation')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('folded_name', '=', folded(name))
    .executeTakeFirst();
  return row && findOrganisation(db, row.id);
}

export async function insertOrganisation(
  db: Db,
  { id, workspaceId, name, country, website }: Organisation,
  now: Date,
): Promise<void> {
  await db
    .insertInto('organisation')
    .values({
      id,
      workspace_id: workspaceId,
      name,
      folded_name: folded(name),
      country,
      website,
      created_at: now.toISOString(),
    })
    .execute();
}

export async function updateOrganisation(
  db: Db,
  id: string,
  { name, country, website }: OrganisationFacts,
): Promise<void> {
  await db
    .updateTable('organisation')
    .set({ name, folded_name: folded(name), country, website })
    .where('id', '=', id)
    .execute();
}

export async function deleteOrganisation(db: Db, id: string): Promise<void> {
  await db.deleteFrom('organisation').where('id', '=', id).execute();
}
