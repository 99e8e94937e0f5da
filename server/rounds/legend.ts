/** Changes the legend of a table's statuses. */
import { DomainError } from '#domain/errors.ts';
import {
  type LegendEntry,
  legendProblem,
  newStatusKey,
  type StatusLegend,
} from '#domain/status-legend.ts';
import type { Context } from '../context.ts';
import { readLegend, writeLegend } from '../four-column/legend.ts';
import * as statuses from './status-queries.ts';
import { lockTable } from '../four-column/table.ts';
import { requireEditor } from './statuses.ts';

/** An entry without a key is a new one. */
export type GivenEntry = Omit<LegendEntry, 'key'> & { readonly key: string | null };

export interface LegendInput {
  readonly slug: string;
  readonly entries: readonly GivenEntry[];
}

/**
 * A status that rows have cannot be left out of the legend: what they are would be lost. It can be
 * called otherwise.
 */
export async function changeLegend(
  ctx: Context,
  { slug, entries }: LegendInput,
): Promise<StatusLegend> {
  const { procedure, userId: by } = await requireEditor(ctx, slug);
  const at = ctx.clock.now().toISOString();
  return ctx.db.transaction().execute(async (trx) => {
    await lockTable(trx, procedure.id);
    const legend = withKeys(entries);
    const problem = legendProblem(legend);
    if (problem) throw new DomainError('bad-input', problem);
    const used = await statuses.listUsedStatuses(trx, procedure.id);
    const before = await readLegend(trx, procedure.id);
    const lost = before.find((one) => used.has(one.key) && !hasKey(legend, one.key));
    if (lost) throw inUse(lost);
    await writeLegend(trx, procedure.id, legend, { by, at });
    return legend;
  });
}

function hasKey(legend: StatusLegend, key: string): boolean {
  return legend.some((entry) => entry.key === key);
}

function withKeys(entries: readonly GivenEntry[]): StatusLegend {
  const taken = entries.flatMap(({ key }) => key ?? []);
  return entries.map((entry) => {
    const key = entry.key ?? newStatusKey(entry.name, taken);
    taken.push(key);
    return { ...entry, key, name: entry.name.trim(), meaning: entry.meaning.trim() };
  });
}

function inUse({ name }: LegendEntry): DomainError {
  return new DomainError(
    'conflict',
    `Rows have the status “${name}”, so it stays in the legend. Give them another one first, or call it otherwise.`,
  );
}
