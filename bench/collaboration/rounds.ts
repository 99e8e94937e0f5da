/** The same measurement on one server after the other, three times, and rows made of that. */
import { median, type Measurement } from '../measurement.ts';
import type { DatabaseName } from './database.ts';
import { type Contents, makePlace, type Place } from './place.ts';
import { type Kind, onStage, type Stage } from './stage.ts';

export const rounds = 3;

export interface Comparison {
  readonly kinds: readonly Kind[];
  readonly contents: Contents;
  readonly database?: DatabaseName;
}

/** Answers with what was measured in each round, by server. A round has a database of its own. */
export async function compare<T>(
  { kinds, contents, database }: Comparison,
  measure: (stage: Stage, place: Place) => Promise<T>,
): Promise<(kind: Kind) => readonly T[]> {
  const results = new Map<Kind, T[]>(kinds.map((kind) => [kind, []]));
  for (let round = 0; round < rounds; round++) {
    const place = await makePlace(contents, database);
    for (const [kind, measured] of results)
      measured.push(await onStage(kind, place, (stage) => measure(stage, place)));
    await place.drop();
  }
  return (kind) => results.get(kind) ?? [];
}

type Named = Pick<Measurement, 'name' | 'unit' | 'target'>;

/** Medians, and the median of what each round was against its own floor. */
export function beside(
  named: Named,
  ours: readonly number[],
  floor: readonly number[],
): Measurement {
  const ratios = ours.map((value, round) => value / (floor[round] ?? NaN));
  const row = { ...named, value: median(ours), floor: median(floor) };
  return row.floor > 0 ? { ...row, ratio: median(ratios) } : row;
}
