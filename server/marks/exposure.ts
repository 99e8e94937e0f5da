/** What everybody would see of a procedure if it were public, and what would stay hidden. */
import { columnRoleName } from '#domain/column-role.ts';
import type { Context } from '../context.ts';
import { listSeenColumns } from '../four-column/service.ts';
import { countStatements } from '../positions/service.ts';
import { isAddressTaken, type Procedure } from '../procedures/service.ts';

export interface Exposure {
  /** Whether search engines may list it. */
  readonly indexed: boolean;
  /** Whether outsiders would be shown another workspace's at its address, also if it is public. */
  readonly addressTaken: boolean;
  readonly shown: readonly string[];
  readonly hidden: readonly string[];
}

/** Of what is restricted, only what whoever asks may see is told. */
export async function readExposure(ctx: Context, procedure: Procedure): Promise<Exposure> {
  const columns = await listSeenColumns(ctx, procedure);
  const named = (isPublic: boolean) =>
    columns
      .filter(({ visibility }) => (visibility === 'public') === isPublic)
      .map(
        ({ role, document }) => `the table’s column ${columnRoleName(role)}${numbered(document)}`,
      );
  const statements = await countStatements(ctx, procedure);
  return {
    indexed: procedure.indexed,
    addressTaken: await isAddressTaken(ctx, procedure),
    shown: [
      'overview, people, documents and timeline',
      'issues and the institutions’ stances',
      ...counted(statements.open),
      ...named(true),
    ],
    hidden: [
      ...named(false),
      ...counted(statements.closed),
      'drafts, and all that is said of them',
    ],
  };
}

function numbered(document: string | null): string {
  return document === null ? '' : ` (${document})`;
}

function counted(count: number): readonly string[] {
  if (count === 0) return [];
  return [count === 1 ? 'one statement' : `${count} statements`];
}
