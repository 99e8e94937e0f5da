/** What is found out while a file is read, beside the text itself. */
import type { Unread } from './imported-document.ts';
import { counted } from '#domain/counted.ts';
import { beginning } from './text.ts';

/** A file that is wrong everywhere is wrong in one way: more notes than these help nobody. */
const mostNotes = 200;

export class ReadingNotes {
  readonly #unread = new Map<string, Unread>();
  readonly #warnings = new Set<string>();

  get unread(): readonly Unread[] {
    const kept = [...this.#unread.values()].slice(0, mostNotes);
    const more = this.#unread.size - kept.length;
    return more > 0
      ? [...kept, { where: 'Elsewhere', why: `${counted(more, 'further place')}.` }]
      : kept;
  }

  get warnings(): readonly string[] {
    const kept = [...this.#warnings].slice(0, mostNotes);
    const more = this.#warnings.size - kept.length;
    return more > 0 ? [...kept, `And ${counted(more, 'further warning')}.`] : kept;
  }

  leaveOut(where: string, why: string): void {
    this.#unread.set(`${where}\n${why}`, { where, why });
  }

  warn(sentence: string): void {
    this.#warnings.add(sentence);
  }

  leaveOutFootnotes(count: number): void {
    if (count > 0) this.leaveOut('Footnotes', `Left out with their marks in the text: ${count}.`);
  }

  /** "THE EUROPEAN PARLIAMENT …", "Whereas:", "HAVE ADOPTED THIS REGULATION:". */
  leaveOutFormulas(formulas: readonly string[]): void {
    const quoted = formulas.filter(Boolean).map((one) => `“${beginning(one)}”`);
    if (quoted.length > 0) {
      this.leaveOut('Preamble', `Formulas are no provisions: ${quoted.join(', ')}.`);
    }
  }

  leaveOutSignatures(): void {
    this.leaveOut('Signatures', 'Place, date and names are left out.');
  }
}
