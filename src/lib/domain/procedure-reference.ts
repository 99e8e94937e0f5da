/**
 * References of procedures, such as 2016/0295(COD): the year in which the procedure opened, its
 * number in that year, and its type. People and documents write them in many ways; here is one
 * form to show and one, the slug, for addresses of pages.
 */

/** The types in use by Parliament's Legislative Observatory. */
export const procedureTypes = [
  'COD',
  'CNS',
  'NLE',
  'APP',
  'AVC',
  'SYN',
  'INI',
  'INL',
  'RSP',
  'RSO',
  'REG',
  'BUD',
  'BUI',
  'DEC',
  'DEA',
  'RPS',
  'ACI',
  'IMM',
  'DCE',
  'DPE',
  'GBD',
  'OLP',
  'COS',
] as const;
export type ProcedureType = (typeof procedureTypes)[number];

export interface ProcedureReference {
  readonly year: number;
  readonly number: number;
  readonly type: ProcedureType;
}

/** The European Communities began in 1952; a file of a later century is a slip of the pen. */
const years = { first: 1952, last: 2099 };

/** Reads "2016/0295(COD)", "2016/295 (cod)" and "2016-0295-COD"; undefined if it is none. */
export function parseProcedureReference(text: string): ProcedureReference | undefined {
  const match =
    /^(\d{4})\s*[/_-]\s*(\d{1,4})\s*[-_ ]?\s*(?:\(\s*([a-z]{3})\s*\)|([a-z]{3}))$/i.exec(
      text.trim(),
    );
  if (!match) return undefined;
  const [year, number] = [Number(match[1]), Number(match[2])];
  const type = procedureTypes.find((one) => one === (match[3] ?? match[4])!.toUpperCase());
  const inRange = year >= years.first && year <= years.last && number > 0;
  return type && inRange ? { year, number, type } : undefined;
}

/** "2016/0295(COD)" */
export function formatProcedureReference({ year, number, type }: ProcedureReference): string {
  return `${year}/${paddedNumber(number)}(${type})`;
}

/** "2016-0295-cod": the same reference in the address of a page. */
export function procedureSlug({ year, number, type }: ProcedureReference): string {
  return `${year}-${paddedNumber(number)}-${type.toLowerCase()}`;
}

/** The reference in the address of a page; undefined if it is not written as we write it. */
export function parseProcedureSlug(slug: string): ProcedureReference | undefined {
  const reference = parseProcedureReference(slug);
  return reference && procedureSlug(reference) === slug ? reference : undefined;
}

function paddedNumber(number: number): string {
  return String(number).padStart(4, '0');
}
