/**
 * One law made of several: their real texts one after the other, first all recitals, then all
 * articles, each law's with numbers of its own, so that a table has as many rows as the largest laws.
 * References inside the texts stay as they are.
 */
import type { ActText, Amendment, AmendmentLine, Provision } from '#domain/provision.ts';

/** More than any of the laws has of citations, recitals, chapters or articles. */
const apart = 300;

export function joinActs(acts: readonly (ActText | null)[]): ActText {
  const provisions = acts.flatMap((act, law) =>
    (act?.provisions ?? [])
      .filter(({ path }) => path !== 'title')
      .map((provision) => renumbered(provision, law)),
  );
  const title = acts.find((act) => act !== null)?.title ?? '';
  const before = provisions.filter(isPreamble);
  return { title, provisions: [...before, ...provisions.filter((one) => !isPreamble(one))] };
}

function isPreamble({ path }: Provision): boolean {
  return path.startsWith('cit_') || path.startsWith('rec_');
}

/** Only the outermost place has another number: "art_6a/par_1" becomes "art_306a/par_1". */
function renumbered(provision: Provision, law: number): Provision {
  const path = provision.path.replace(/\d+/, (digits) => String(Number(digits) + law * apart));
  if (provision.path.includes('/') || provision.number === null) return { ...provision, path };
  return { ...provision, path, number: path.slice(path.indexOf('_') + 1) };
}

export function joinAmendments(laws: readonly (readonly Amendment[] | null)[]): Amendment[] {
  return laws.flatMap((amendments, law) =>
    (amendments ?? []).map((amendment) => relocated(amendment, law)),
  );
}

function relocated(amendment: Amendment, law: number): Amendment {
  const shift = (text: string, by = law * apart) =>
    text.replace(/\d+/g, (digits) => String(Number(digits) + by));
  const isRecital = /^recital/i.test(amendment.location);
  const inLine = (line: AmendmentLine): AmendmentLine => {
    const isOutermost = /^article /i.test(line.number ?? '') || (isRecital && line.level === 0);
    return line.number !== null && isOutermost ? { ...line, number: shift(line.number) } : line;
  };
  return {
    ...amendment,
    number: shift(amendment.number, law * 1000),
    location: amendment.location.replace(/^[^–—]+/, (outermost) => shift(outermost)),
    original: amendment.original.map(inLine),
    amended: amendment.amended.map(inLine),
  };
}
