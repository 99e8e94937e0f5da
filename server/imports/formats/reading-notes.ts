/** What is found out while a file is read, beside the text itself. */
import type { Unread } from './imported-document.ts';
import { beginning } from './text.ts';

export class ReadingNotes {
  readonly unread: Unread[] = [];
  readonly warnings: string[] = [];

  leaveOut(where: string, why: string): void {
    const isKnown = this.unread.some((one) => one.where === where && one.why === why);
    if (!isKnown) this.unread.push({ where, why });
  }

  warn(sentence: string): void {
    if (!this.warnings.includes(sentence)) this.warnings.push(sentence);
  }

  leaveOutFootnotes(count: number): void {
    if (count > 0) this.leaveOut('Footnotes', `${count} footnotes and their marks are left out.`);
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
