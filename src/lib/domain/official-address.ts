/** Where the Union itself publishes a document: on EUR-Lex, by its CELEX number, or by its ELI. */

export function eurLexAddress(celex: string): string {
  return `https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:${celex}`;
}

const types: Readonly<Record<string, string>> = { Regulation: 'R', Directive: 'L', Decision: 'D' };

/** Sector 3: an act, numbered "2021/821" since 2015, "No 428/2009" before. */
function celexOfAct(reference: string): string | undefined {
  const pattern =
    /^(Regulation|Directive|Decision) \([^)]+\) (?:No (\d+)\/(\d{4})|(\d{4})\/(\d+))\b/;
  const [, type = '', oldNumber, oldYear, year, number] = pattern.exec(reference) ?? [];
  const written = oldNumber ?? number;
  return written && `3${oldYear ?? year}${types[type]}${written.padStart(4, '0')}`;
}

/** Sector 5: preparatory documents of the Commission. */
function celexOfCommission(reference: string, isStep: boolean): string | undefined {
  const pattern = /^(COM|SWD) ?\((\d{4})\) ?0*(\d{1,4})\b/;
  const [, series, year, number = ''] = pattern.exec(reference) ?? [];
  const type = series === 'SWD' ? 'SC' : isStep ? 'PC' : 'DC';
  return series && `5${year}${type}${number.padStart(4, '0')}`;
}

/** Sector 5: texts adopted by Parliament, of which a resolution is numbered in another way. */
function celexOfParliament(reference: string, isStep: boolean): string | undefined {
  const [, year, number] = /^P\d+_TA\((\d{4})\)(\d{4})\b/.exec(reference) ?? [];
  return isStep && number ? `5${year}AP${number}` : undefined;
}

/**
 * The CELEX number that follows from a document's own: COM(2016) 616 final is 52016PC0616,
 * P8_TA(2018)0006 is 52018AP0006, Regulation (EU) 2021/821 is 32021R0821. For the first two it
 * matters whether the document is a step of a legislative procedure: a proposal, Parliament's
 * amendments or position. Undefined where none follows.
 */
export function celexOf(reference: string, isStep: boolean): string | undefined {
  return (
    celexOfAct(reference) ??
    celexOfCommission(reference, isStep) ??
    celexOfParliament(reference, isStep)
  );
}
