/** What a document says of itself: its number, date, procedure and language. */

const commission = /\b(COM|JOIN)\s?\((\d{4})\)\s*0*(\d+)(?:\s*(final(?:\/\d+)?))?/;
const textAdopted = /\bP(\d+)_TA(?:-PROV)?\s?\((\d{4})\)\s?(\d{4})\b/;
const procedure = /\b(\d{4})\/0*(\d{1,4})[A-Z]?\s?\(([A-Z]{3})\)/;

/** "COM(2020) 842 final". */
export function commissionNumber(text: string): string | null {
  const match = commission.exec(text);
  return match ? `${match[1]}(${match[2]}) ${match[3]}${match[4] ? ` ${match[4]}` : ''}` : null;
}

/** "P9_TA(2021)0499". */
export function textAdoptedNumber(text: string): string | null {
  const match = textAdopted.exec(text);
  return match ? `P${match[1]}_TA(${match[2]})${match[3]}` : null;
}

/** "A9-0163/2024", "PE504.340v01-00". */
export function parliamentNumber(text: string): string | null {
  return /\bA\d{1,2}-\d{4}\/\d{4}\b|\bPE ?\d{3}\.\d{3}v\d\d-\d\d\b/.exec(text)?.[0] ?? null;
}

/** "2020/0374(COD)", however it is spaced. */
export function procedureReference(text: string): string | null {
  const match = procedure.exec(text);
  return match ? `${match[1]}/${match[2]!.padStart(4, '0')}(${match[3]})` : null;
}

/** "Regulation (EU) 2022/1925" from the first line of a title, in any language. */
export function actNumber(titleLine: string): string | null {
  const match = /^.*?\d+\/\d+(?:\/\p{Lu}{2,4})?/u.exec(titleLine.replaceAll('\n', ' '));
  return match ? match[0].replace(/\p{Lu}{4,}/gu, sentenceCase) : null;
}

function sentenceCase(word: string): string {
  return word[0] + word.slice(1).toLowerCase();
}

/** The first date written out in a text, "14 September 2022", in the given language. */
export function writtenDay(text: string, language: string): string | null {
  const months = monthNames(language);
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+|\d+/gu) ?? [];
  for (let i = 0; i < words.length; i++) {
    const month = months.indexOf(words[i]!) + 1;
    const [day, year] = month > 0 ? dayAndYear(words, i) : [];
    if (day && year) return isoDay(year, `${month}`, day);
  }
  return null;
}

function dayAndYear(words: readonly string[], month: number): readonly [string, string] | [] {
  const day = words.slice(Math.max(0, month - 2), month).findLast((word) => /^\d{1,2}$/.test(word));
  const year = words.slice(month + 1, month + 4).find((word) => /^\d{4}$/.test(word));
  return day && year ? [day, year] : [];
}

function monthNames(language: string): readonly string[] {
  const format = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  return Array.from({ length: 12 }, (_, month) => {
    const parts = format.formatToParts(new Date(Date.UTC(2000, month, 1)));
    return parts.find((part) => part.type === 'month')!.value.toLowerCase();
  });
}

/** "15.12.2020" or "20201215" as an ISO day. */
export function numericDay(text: string): string | null {
  const dotted = /\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b/.exec(text);
  if (dotted) return isoDay(dotted[3]!, dotted[2]!, dotted[1]!);
  const closed = /\b(\d{4})(\d{2})(\d{2})\b/.exec(text);
  return closed ? isoDay(closed[1]!, closed[2]!, closed[3]!) : null;
}

/** Undefined days, such as 99999999, are no days. */
function isoDay(year: string, month: string, day: string): string | null {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? null : iso;
}

const languages: ReadonlySet<string> = new Set(
  'bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv'.split(' '),
);

/** 'en' from "EN" or "ENG"; null for what is no language of the Union. */
export function languageCode(code: string | undefined): string | null {
  const two = code?.trim().slice(0, 2).toLowerCase() ?? '';
  const lower = three.get(code?.trim().toUpperCase() ?? '') ?? two;
  return languages.has(lower) ? lower : null;
}

const three = new Map(
  'BUL bg,CES cs,DAN da,DEU de,ELL el,ENG en,SPA es,EST et,FIN fi,FRA fr,GLE ga,HRV hr,HUN hu,ITA it,LIT lt,LAV lv,MLT mt,NLD nl,POL pl,POR pt,RON ro,SLK sk,SLV sl,SWE sv'
    .split(',')
    .map((pair) => pair.split(' ') as [string, string]),
);

const commonWords: Record<string, string> = {
  en: 'the of and to shall',
  fr: 'les des dans aux une',
  de: 'der die und des werden',
  es: 'los las del por una',
  it: 'della che per gli dell',
  pt: 'dos das uma pelo não',
  nl: 'het een van voor worden',
  pl: 'nie lub jest przez oraz',
  sv: 'och att för som skall',
  da: 'og af til det skal',
};

/** The language whose commonest words a text uses most; null where none stands out. */
export function guessLanguage(text: string): string | null {
  const words = new Map<string, number>();
  for (const word of text
    .slice(0, 200_000)
    .toLowerCase()
    .match(/\p{L}+/gu) ?? []) {
    words.set(word, (words.get(word) ?? 0) + 1);
  }
  const scores = Object.entries(commonWords).map(([code, common]) => {
    const score = common.split(' ').reduce((sum, word) => sum + (words.get(word) ?? 0), 0);
    return { code, score };
  });
  scores.sort((a, b) => b.score - a.score);
  return scores[0]!.score > 0 ? scores[0]!.code : null;
}
