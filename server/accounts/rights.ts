import type { Db } from '#db/connection.ts';
import { nobody, type Visitor } from '../context.ts';
import * as queries from './queries.ts';

/** What somebody may do by the roles that are stored now, for rules about people who do not ask. */
export async function readRights(db: Db, userId: string): Promise<Visitor> {
  return {
    ...nobody,
    roles: await queries.listRoles(db, userId),
    named: await queries.listNamedRoles(db, userId),
  };
}
