/**
 * The people of the demo, whom anybody who reaches the server can choose. They have no password,
 * so there is no other way to become one of them; and they are offered only while the server
 * runs as a demo and its database holds nobody else's account, so that starting a demo on a real
 * database opens nothing.
 */
import type { Db } from '#db/connection.ts';
import { demoDomain } from '#domain/account.ts';
import type { OrganisationFacts } from '#domain/organisation.ts';
import type { Role } from '#domain/permission.ts';
import { ensureOrganisation } from '../coalitions/organisations.ts';
import type { Application, Clock } from '../context.ts';
import { newId } from '../identity.ts';
import * as queries from './queries.ts';

export interface DemoPerson {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
}

export const demoPeople: Readonly<Record<Role, DemoPerson>> = {
  owner: { role: 'owner', name: 'Anna Kovács', email: `anna@${demoDomain}` },
  editor: { role: 'editor', name: 'Bram de Vries', email: `bram@${demoDomain}` },
  suggester: { role: 'suggester', name: 'Dimitra Papadaki', email: `dimitra@${demoDomain}` },
  commenter: { role: 'commenter', name: 'Emil Lindqvist', email: `emil@${demoDomain}` },
  viewer: { role: 'viewer', name: 'Chloé Martin', email: `chloe@${demoDomain}` },
};

/** Made up, and named so that nobody takes them for real ones. */
const openNetworks = { name: 'Open Networks Europe (demo)', country: 'BE', website: null };
const rightsForum = { name: 'Digital Rights Forum (demo)', country: 'NL', website: null };
const fairExport = { name: 'Fair Export Alliance (demo)', country: 'FR', website: null };

const organisationOf: Readonly<Record<Role, OrganisationFacts>> = {
  owner: openNetworks,
  editor: rightsForum,
  suggester: openNetworks,
  commenter: rightsForum,
  viewer: fairExport,
};

/** Makes those who are missing, as members of the workspace and of their organisations. */
export async function ensureDemoPeople(db: Db, clock: Clock, workspaceId: string): Promise<void> {
  for (const person of Object.values(demoPeople))
    await db.transaction().execute(async (trx) => {
      await queries.lockWorkspace(trx, workspaceId);
      if (await queries.findUserId(trx, person.email)) return;
      const user = { id: newId(), name: person.name, email: person.email };
      const { role } = person;
      const now = clock.now();
      await queries.addUser(trx, user, now);
      const facts = organisationOf[role];
      const organisationId = await ensureOrganisation(trx, workspaceId, facts, now);
      await queries.addMember(trx, { workspaceId, userId: user.id, role, organisationId }, now);
    });
}

type DemoState = Pick<Application, 'db' | 'demo'>;

export async function demoIsOpen({ db, demo }: DemoState): Promise<boolean> {
  return demo && !(await queries.hasPeople(db));
}
