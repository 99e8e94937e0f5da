/** `trilogue align`: how the provisions of each column came into their rows, and how surely. */
import { partsOf } from '#domain/cell-parts.ts';
import { columnRoleName } from '#domain/column-role.ts';
import { type ColumnRole, columnRoles } from '#domain/four-column.ts';
import type { Context } from '../context.ts';
import { openTable, readAllRows, type StoredRow } from '../four-column/service.ts';
import { readProcedure } from '../procedures/service.ts';
import { asOperator } from './operator.ts';
import { isNotFound, notKept, slugOf } from './procedure-argument.ts';
import { printed } from './terminal.ts';

interface Match {
  readonly column: ColumnRole;
  /** The provisions that stand in the cell. */
  readonly citations: readonly string[];
  /** 0 to 1; null for the provision that the row is of. */
  readonly score: number | null;
  readonly confirmed: boolean;
}

interface MatchedRow {
  readonly number: string;
  readonly matches: readonly Match[];
}

export async function alignCommand(
  reference: string,
  { json }: { readonly json?: boolean },
): Promise<void> {
  const slug = slugOf(reference);
  const rows = await asOperator((ctx) => readMatches(ctx, slug)).catch((error: unknown) => {
    throw isNotFound(error) ? notKept(reference) : error;
  });
  if (json) return printed(JSON.stringify({ procedure: reference, rows }));
  await printed(
    rows.map(rowInWords).join('\n') || 'The table has no rows yet. Import a text first.',
  );
}

async function readMatches(ctx: Context, slug: string): Promise<readonly MatchedRow[]> {
  const table = await openTable(ctx, await readProcedure(ctx, slug, 'read-table'));
  return (await readAllRows(table)).map(toMatchedRow);
}

function toMatchedRow({ number, cells, match }: StoredRow): MatchedRow {
  const matches = columnRoles.flatMap((column) => {
    const cell = cells[column];
    if (!cell) return [];
    const citations = partsOf(cell).map(({ citation }) => citation);
    const { score = null, confirmed = false } = match[column] ?? {};
    return [{ column, citations, score, confirmed }];
  });
  return { number, matches };
}

/** "41  Commission proposal Article 4(1) · Agreement Article 5(1) 0.83 · …" */
function rowInWords({ number, matches }: MatchedRow): string {
  return `${number}  ${matches.map(matchInWords).join(' · ')}`;
}

function matchInWords({ column, citations, score, confirmed }: Match): string {
  const cell = `${columnRoleName(column)} ${citations.join(' and ')}`;
  if (score === null) return cell;
  return `${cell} ${score.toFixed(2)}${confirmed ? ' confirmed' : ''}`;
}
