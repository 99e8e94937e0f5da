/**
 * Footnotes of old pages: lines such as "(1) OJ C 29, 31.1.1994, p. 20." at the end, and their
 * numbers in brackets in the text. A number in brackets may as well be part of a citation, as in
 * "Article 3(1)"; so only one that stands after a word counts, and only where its turn comes.
 */
const journal = /^\((\d{1,3})\) ?(?:OJ|JO|ABl\.|DO|GU|PB|EFT|EGT|EYVL|ΕΕ|EÜT|Dz\.U\.|Úř\.)\b/u;

export interface LinesWithoutNotes {
  readonly lines: readonly string[];
  readonly footnotes: number;
}

export function withoutNoteMarks(all: readonly string[]): LinesWithoutNotes {
  const first = firstNote(all);
  if (first < 0) return { lines: all, footnotes: 0 };
  const notes = all.slice(first).flatMap((line) => /^\((\d{1,3})\) /.exec(line)?.[1] ?? []);
  const marks = new NoteMarks(new Set(notes.map(Number)));
  const kept = all.filter((line, at) => at < first || !/^\(\d{1,3}\) /.test(line));
  return { lines: kept.map((line) => marks.without(line)), footnotes: notes.length };
}

/** Notes come after the signatures; a recital that begins with a reference to the Journal does not. */
function firstNote(all: readonly string[]): number {
  const last = all.findLastIndex((line) => journal.test(line));
  if (last < 0) return -1;
  let first = last;
  for (let at = last; at >= 0 && /^\(\d{1,3}\) /.test(all[at]!); at--) first = at;
  return first;
}

class NoteMarks {
  readonly #notes: ReadonlySet<number>;
  #last = 0;

  constructor(notes: ReadonlySet<number>) {
    this.#notes = notes;
  }

  without(line: string): string {
    return line.replace(
      /(?<=[\p{L}’”"'»)]) ?\((\d{1,3})\)(?=[\s,;:.)]|$)/gu,
      (mark, digits: string) => {
        const number = Number(digits);
        const isTurn = number === this.#last + 1 || (number === 1 && this.#last > 1);
        if (!isTurn || !this.#notes.has(number)) return mark;
        this.#last = number;
        return '';
      },
    );
  }
}
