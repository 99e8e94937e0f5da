import { seedDualUse } from '#server/seeding/dual-use.ts';
import { defaultWorkspace } from '#server/accounts/service.ts';
import type { TestDatabase } from './databases.ts';
import { testApplication } from './people.ts';

/** The address of the seeded procedure. */
export const dualUse = { slug: '2016-0295-cod' };

/** Fills the default workspace with the dual-use review; answers whether anything was added. */
export async function seedForTest(database: TestDatabase): Promise<boolean> {
  const app = testApplication(database);
  return seedDualUse(app, (await defaultWorkspace(app)).id);
}
