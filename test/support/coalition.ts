/** A coalition in the workspace of a test database, and another one beside it. */
import { addMember } from '#server/accounts/queries.ts';
import { defaultWorkspace } from '#server/accounts/service.ts';
import { insertWorkspace } from '#server/coalitions/workspace-queries.ts';
import type { Application, Context } from '#server/context.ts';
import { newId } from '#server/identity.ts';
import type { TestDatabase } from './databases.ts';
import { callerFor, signedIn, testApplication } from './people.ts';

export async function workspaceOf(database: TestDatabase): Promise<string> {
  return (await defaultWorkspace(testApplication(database))).id;
}

/** Somebody who owns a workspace of their own, and has no role in the other. */
export async function foreignOwner(
  database: TestDatabase,
  overrides: Partial<Application> = {},
): Promise<{ readonly ctx: Context; readonly workspaceId: string }> {
  const ctx = await signedIn(database, null, overrides);
  const workspaceId = newId();
  const userId = ctx.visitor.user.id;
  const now = new Date();
  await insertWorkspace(ctx.db, { id: workspaceId, name: 'Another coalition' }, now);
  await addMember(ctx.db, { workspaceId, userId, role: 'owner' }, now);
  const visitor = { ...ctx.visitor, roles: new Map([[workspaceId, 'owner' as const]]) };
  return { ctx: { ...ctx, visitor }, workspaceId };
}

/** A membership as an owner sees it now. */
export async function membershipOf(owner: Context, workspaceId: string, userId: string) {
  const members = await callerFor(owner).members.list({ workspaceId });
  const found = members.find((one) => one.userId === userId);
  if (!found) throw new Error('This person is no member.');
  return found;
}

/** What the audit log holds of a workspace, the oldest first: who, what, and whom it was about. */
export async function deedsIn({ db }: TestDatabase, workspaceId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('audit_entry')
    .select(['actor_name', 'action', 'target_name', 'detail'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('id')
    .execute();
  return rows.map(({ actor_name, action, target_name, detail }) =>
    [actor_name, action, target_name, detail].join(' | '),
  );
}
