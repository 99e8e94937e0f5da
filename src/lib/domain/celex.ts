/**
 * The number under which EUR-Lex has a proposal of the Commission: COM(2016) 616 final is
 * 52016PC0616. Sector 5 holds what precedes an act; PC is a proposal.
 */
export function proposalCelex(reference: string): string | undefined {
  const [, year, number] = /^\s*COM\s*\((\d{4})\)\s*0*(\d{1,4})\b/i.exec(reference) ?? [];
  return year && number && `5${year}PC${number.padStart(4, '0')}`;
}
