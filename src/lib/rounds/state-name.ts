import { readableDay } from '#lib/four-column/cell-words.ts';
import type { StateName } from '#server/rounds/comparing.ts';

/** "First trilogue (4 May 2099)", or the table as it is now. */
export function stateName(state: StateName): string {
  if (state === null) return 'the table as it is now';
  return state.date === null ? state.name : `${state.name} (${readableDay(state.date)})`;
}
