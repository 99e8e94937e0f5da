/**
 * Numbers of provisions. They are words rather than numbers: "6a" was inserted after 6, "da"
 * after (d), and "-1" before the first. Parliament prints an inserted number apart ("d a") or
 * in the Latin way ("3 bis"); here it is always closed up and in lower case.
 */

const latin = ['bis', 'ter', 'quater', 'quinquies', 'sexies', 'septies', 'octies', 'nonies'];

const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
  'twentieth',
];

const romanValues: readonly (readonly [string, number])[] = [
  ['M', 1000],
  ['CM', 900],
  ['D', 500],
  ['CD', 400],
  ['C', 100],
  ['XC', 90],
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
];

/** "d a" → "da", "3 bis" → "3a", "- 1 b" → "-1b". */
export function closeUp(number: string): string {
  const words = number.trim().toLowerCase().replace(/[–—−]/g, '-').split(/\s+/);
  return words.map(latinLetter).join('');
}

function latinLetter(word: string): string {
  const attached = /^(-?\d+)([a-z]{3,})$/.exec(word);
  if (attached) return attached[1] + latinLetter(attached[2]!);
  const index = latin.indexOf(word);
  return index < 0 ? word : String.fromCharCode(97 + index);
}

/** "3a" → "3 a", "da" → "d a": the way Parliament prints the number of an insertion. */
export function spacedNumber(number: string): string {
  const [base, letters] = splitInsertion(number);
  return letters === '' ? number : `${base} ${letters}`;
}

/** The number it was inserted after, and its own letters; (ii) is Roman, not an insertion. */
function splitInsertion(number: string): readonly [base: string, letters: string] {
  if (/^[ivx]+$/.test(number)) return [number, ''];
  const parts = /^(-?(?:\d+(?:\.\d+)*|[ivx]{2,}|[a-z]))([a-z]*)$/.exec(number);
  return parts ? [parts[1]!, parts[2]!] : [number, ''];
}

export function toRoman(value: number): string {
  let left = value;
  let roman = '';
  for (const [letters, worth] of romanValues) {
    while (left >= worth) {
      roman += letters;
      left -= worth;
    }
  }
  return roman;
}

/** The value of a Roman number in either case; undefined where it is not a proper one. */
export function fromRoman(text: string): number | undefined {
  const upper = text.toUpperCase();
  let rest = upper;
  let value = 0;
  for (const [letters, worth] of romanValues) {
    while (rest.startsWith(letters)) {
      rest = rest.slice(letters.length);
      value += worth;
    }
  }
  return value > 0 && rest === '' && toRoman(value) === upper ? value : undefined;
}

/** 2 → "second"; undefined where nobody writes it as a word. */
export function ordinalWord(value: number): string | undefined {
  return ordinals[value - 1];
}

export function fromOrdinalWord(word: string): number | undefined {
  const index = ordinals.indexOf(word.toLowerCase());
  return index < 0 ? undefined : index + 1;
}

/**
 * The number that a new provision takes after another: 3 → 3a → 3b, (d) → (da) → (db), and
 * "-1" where it stands before all others. Numbers already taken are passed over.
 */
export function insertionNumber(after: string | null, taken: ReadonlySet<string>): string {
  if (after === null) return taken.has('-1') ? firstFree(lettersAfter('-1'), taken) : '-1';
  const [base, letters] = splitInsertion(after);
  const last = letters.slice(-1);
  return firstFree(lettersAfter(base + letters.slice(0, -1), last), taken);
}

function* lettersAfter(base: string, letter = ''): Generator<string> {
  const first = letter === '' ? 97 : letter.charCodeAt(0) + 1;
  for (let code = first; code <= 122; code++) yield base + String.fromCharCode(code);
  yield* lettersAfter(`${base}z`);
}

function firstFree(candidates: Iterable<string>, taken: ReadonlySet<string>): string {
  for (const candidate of candidates) if (!taken.has(candidate)) return candidate;
  throw new RangeError('An endless list of numbers came to an end.');
}
