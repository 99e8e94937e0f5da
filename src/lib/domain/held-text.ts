/** The texts that are held of a procedure, one a column of its table, and what each proves. */
import type { ColumnRole } from './four-column.ts';
import type { ImpreciseDate } from './imprecise-date.ts';

export interface HeldText {
  readonly role: ColumnRole;
  /** Its number, as printed; null where neither file nor person gave one. */
  readonly document: string | null;
  readonly date: ImpreciseDate | null;
}

/** TFEU 288: what legislative acts are called; their number names the Union or the Community. */
const numberOfAct = /^(?:Regulation|Directive|Decision) \((?:EU|EC|EEC|Euratom|EU, Euratom)\)/;

/** Whether it is an act in the Official Journal's numbering: such a text proves the adoption. */
export function isAdoptedAct({ role, document }: HeldText): boolean {
  return role === 'agreement' && document !== null && numberOfAct.test(document);
}
