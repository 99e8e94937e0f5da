/** What was decided about rows, in words; without numbers of rows, which are not the same for all. */
import { columnRoleName } from './column-role.ts';
import type { Decision, NamedProvision } from './concordance.ts';

export interface MadeDecision {
  readonly decision: Decision;
  readonly by: string | null;
}

/** "Anna Kovács gave Article 6 (Council) a row of its own." */
export function decisionSentence({ decision, by }: MadeDecision): string {
  return `${by ?? 'Somebody who has left'} ${deedOf(decision)}.`;
}

function deedOf(decision: Decision): string {
  const row = `the row of ${cited(decision.row)}`;
  const cells = decision.cells.map(cited).join(', ');
  switch (decision.kind) {
    case 'confirm':
      return `confirmed ${cells} in ${row}`;
    case 'separate':
      return `took ${cells} out of ${row}, into a row of its own`;
    case 'unmerge':
      return `parted ${cells} from ${row} again`;
    case 'move':
      return `moved ${cells} from ${row} to the row of ${cited(decision.to)}${tradeOf(decision.traded)}`;
    case 'merge':
      return `made one row of ${row} and that of ${cited(decision.other)}`;
  }
}

function tradeOf(traded: readonly NamedProvision[]): string {
  return traded.length === 0 ? '' : `, in exchange for ${traded.map(cited).join(', ')}`;
}

function cited({ role, citation }: NamedProvision): string {
  return `${citation} (${columnRoleName(role)})`;
}
