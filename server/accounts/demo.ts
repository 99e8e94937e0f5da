/**
 * The people of the demo, whom anybody who reaches the server can choose. They have no password,
 * so there is no other way to become one of them; and they are offered only while the server
 * runs as a demo and its database holds nobody else's account, so that starting a demo on a real
 * database opens nothing.
 */
import type { Db } from '#db/connection.ts';
import { demoDomain, isDemoAddress } from '#domain/account.ts';
import type { Role } from '#domain/permission.ts';
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

/** Makes those who are missing, as members of the workspace. */
export async function ensureDemoPeople(db: Db, clock: Clock, workspaceId: string): Promise<void> {
  for (const person of Object.values(demoPeople))
    await db.transaction().execute(async (trx) => {
      await queries.lockWorkspace(trx, workspaceId);
      if (await queries.findUserId(trx, person.email)) return;
      const user = { id: newId(), name: person.name, email: person.email };
      await queries.addUser(trx, user, clock.now());
      await queries.addMember(
        trx,
        { workspaceId, userId: user.id, role: person.role },
        clock.now(),
      );
    });
}

type DemoState = Pick<Application, 'db' | 'demo'>;

export async function demoIsOpen({ db, demo }: DemoState): Promise<boolean> {
  return demo && !(await queries.hasPeople(db));
}

/** Whether this account may be used at all: demo people only while they are offered. */
export async function isUsable(app: DemoState, email: string): Promise<boolean> {
  return !isDemoAddress(email) || demoIsOpen(app);
}
