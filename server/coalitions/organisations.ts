/** The organisations of a coalition. */
import { DomainError } from '#domain/errors.ts';
import {
  type OrganisationFacts,
  organisationProblems,
  readOrganisation,
  type WrittenOrganisation,
} from '#domain/organisation.ts';
import type { Db } from '#db/connection.ts';
import { type Deed, recordDeed } from '../audit/recording.ts';
import type { Context } from '../context.ts';
import { newId } from '../identity.ts';
import { notThere, onWorkspace, requireMay, requireUser } from '../permission.ts';
import { inWorkspace } from './in-workspace.ts';
import { clearOrganisation } from './member-queries.ts';
import * as queries from './organisation-queries.ts';

export async function listOrganisations(
  ctx: Context,
  workspaceId: string,
): Promise<queries.ListedOrganisation[]> {
  requireMay(ctx.visitor, 'read-members', onWorkspace(workspaceId));
  return queries.listOrganisations(ctx.db, workspaceId);
}

export async function addOrganisation(
  ctx: Context,
  { workspaceId, ...written }: WrittenOrganisation & { readonly workspaceId: string },
): Promise<{ id: string }> {
  return inWorkspace(ctx, workspaceId, 'manage-members', async (trx) => {
    const organisation = { id: newId(), workspaceId, ...readFacts(written) };
    await requireNewName(trx, organisation);
    await queries.insertOrganisation(trx, organisation, ctx.clock.now());
    await recordDeed(trx, ctx.visitor, deed('organisation-added', organisation), ctx.clock);
    return { id: organisation.id };
  });
}

export async function changeOrganisation(
  ctx: Context,
  { id, ...written }: WrittenOrganisation & { readonly id: string },
): Promise<void> {
  const { workspaceId } = await requireOrganisation(ctx, id);
  await inWorkspace(ctx, workspaceId, 'manage-members', async (trx) => {
    const organisation = { id, workspaceId, ...readFacts(written) };
    const before = await requireThere(trx, id);
    await requireNewName(trx, organisation);
    await queries.updateOrganisation(trx, id, organisation);
    const changed = {
      ...deed('organisation-changed', before),
      detail: differences(before, organisation),
    };
    await recordDeed(trx, ctx.visitor, changed, ctx.clock);
  });
}

/** Its people stay in the workspace, without an organisation. */
export async function removeOrganisation(ctx: Context, id: string): Promise<void> {
  const { workspaceId } = await requireOrganisation(ctx, id);
  await inWorkspace(ctx, workspaceId, 'manage-members', async (trx) => {
    const organisation = await requireThere(trx, id);
    await clearOrganisation(trx, id);
    await queries.deleteOrganisation(trx, id);
    await recordDeed(trx, ctx.visitor, deed('organisation-removed', organisation), ctx.clock);
  });
}

/** The one of that name, made if the workspace has none. Asks for no right. */
export async function ensureOrganisation(
  trx: Db,
  workspaceId: string,
  facts: OrganisationFacts,
  now: Date,
): Promise<string> {
  const known = await queries.findOrganisationByName(trx, workspaceId, facts.name);
  if (known) return known.id;
  const id = newId();
  await queries.insertOrganisation(trx, { id, workspaceId, ...facts }, now);
  return id;
}

/** The organisation that somebody is to belong to, which must be one of the same workspace. */
export async function findOwnOrganisation(
  trx: Db,
  workspaceId: string,
  id: string | null,
): Promise<queries.Organisation | null> {
  const found = id === null ? null : await queries.findOrganisation(trx, id);
  if (found === null || found?.workspaceId === workspaceId) return found;
  throw new DomainError(
    'bad-input',
    'This organisation is not one of the workspace’s, and nothing was changed. Choose one of the list.',
  );
}

function readFacts(written: WrittenOrganisation): OrganisationFacts {
  const [problem] = Object.values(organisationProblems(written));
  if (problem !== undefined) throw new DomainError('bad-input', problem);
  return readOrganisation(written);
}

/** One that whoever asks may not know of is refused like one that is not there. */
async function requireOrganisation(ctx: Context, id: string): Promise<queries.Organisation> {
  requireUser(ctx.visitor);
  const found = await requireThere(ctx.db, id);
  requireMay(ctx.visitor, 'manage-members', onWorkspace(found.workspaceId));
  return found;
}

async function requireThere(db: Db, id: string): Promise<queries.Organisation> {
  const found = await queries.findOrganisation(db, id);
  if (!found) throw new DomainError('not-found', notThere);
  return found;
}

async function requireNewName(
  trx: Db,
  { id, workspaceId, name }: queries.Organisation,
): Promise<void> {
  const same = await queries.findOrganisationByName(trx, workspaceId, name);
  if (!same || same.id === id) return;
  throw new DomainError(
    'conflict',
    `“${same.name}” is an organisation of this workspace already, and nothing was changed.`,
  );
}

type OrganisationDeed = Extract<Deed['action'], `organisation-${string}`>;

function deed(action: OrganisationDeed, organisation: queries.Organisation): Deed {
  const { id, workspaceId, name } = organisation;
  return { workspaceId, action, target: { kind: 'organisation', id, name } };
}

/** {"country": "BE → FR"}: what was changed, with what it was before. */
function differences(before: OrganisationFacts, after: OrganisationFacts): Record<string, string> {
  const fields = ['name', 'country', 'website'] as const;
  const changed = fields.filter((field) => before[field] !== after[field]);
  return Object.fromEntries(
    changed.map((field) => [field, `${before[field] ?? 'none'} → ${after[field] ?? 'none'}`]),
  );
}
