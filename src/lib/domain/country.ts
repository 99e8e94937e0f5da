/**
 * Names of Member States, past ones too, by the two letters that the Union uses. These are those
 * of ISO 3166-1, but for Greece (EL) and the United Kingdom (UK).
 */
const isoCodes: Readonly<Record<string, string>> = { EL: 'GR', UK: 'GB' };
const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** "SK" → "Slovakia"; whatever is no such code stays as it is. */
export function countryName(code: string): string {
  const isCode = /^[A-Z]{2}$/.test(code);
  return (isCode && names.of(isoCodes[code] ?? code)) || code;
}

const withArticle: readonly string[] = ['NL', 'UK'];

/** "Finland, the Netherlands and Sweden" */
export function listCountries(codes: readonly string[]): string {
  const named = codes.map((code) =>
    withArticle.includes(code) ? `the ${countryName(code)}` : countryName(code),
  );
  return joined(named);
}

/** "A, B and C" */
export function joined(words: readonly string[]): string {
  if (words.length <= 1) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
