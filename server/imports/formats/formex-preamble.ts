/** Citations (VISA) and recitals (CONSID) of Formex; old acts number no recitals. */
import type { ActBuilder } from './act-builder.ts';
import { FormexBlocks } from './formex-blocks.ts';
import { formexText } from './formex-text.ts';
import type { ReadingNotes } from './reading-notes.ts';
import { xmlChild, type XmlElement, xmlElements } from './xml-tree.ts';

export function readFormexPreamble(
  preamble: XmlElement,
  builder: ActBuilder,
  notes: ReadingNotes,
): void {
  const reader = new PreambleReader(builder, notes);
  for (const part of xmlElements(preamble)) reader.read(part);
  notes.leaveOutFormulas(reader.formulas);
}

class PreambleReader {
  readonly formulas: string[] = [];
  readonly #builder: ActBuilder;
  readonly #blocks: FormexBlocks;

  constructor(builder: ActBuilder, notes: ReadingNotes) {
    this.#builder = builder;
    this.#blocks = new FormexBlocks((line) => builder.add(line), notes);
  }

  read(part: XmlElement): void {
    switch (part.localName) {
      case 'GR.VISA':
      case 'GR.CONSID':
        for (const inner of xmlElements(part)) this.read(inner);
        return;
      case 'VISA':
        this.#builder.add({ kind: 'citation', text: '' });
        return this.#blocks.read(part, 0);
      case 'CONSID':
        return isFormula(part) ? this.#formula(part) : this.#recital(part);
      case 'GR.CONSID.INIT':
      case 'PREAMBLE.INIT':
      case 'PREAMBLE.FINAL':
        return this.#formula(part);
      default:
        return this.#blocks.readBlock(part, 0);
    }
  }

  /** In the place of "Whereas:" some files have the last citation, which ends in a comma. */
  #formula(part: XmlElement): void {
    const text = formexText(part);
    const isCitation = part.localName === 'GR.CONSID.INIT' && text.endsWith(',');
    if (isCitation) this.#builder.add({ kind: 'citation', text });
    else this.formulas.push(text);
  }

  #recital(recital: XmlElement): void {
    const numbered = xmlChild(recital, 'NP');
    const number = numbered && xmlChild(numbered, 'NO.P');
    const printed = number ? formexText(number) : '';
    this.#builder.add({ kind: 'recital', number: printed || null, text: '' });
    if (!numbered) return this.#blocks.read(recital, 0);
    for (const part of xmlElements(numbered)) {
      if (part !== number) this.#blocks.readBlock(part, 0);
    }
    for (const part of xmlElements(recital)) {
      if (part !== numbered) this.#blocks.readBlock(part, 0);
    }
  }
}

/** "Whereas:" is marked as a recital in some files; no recital ends so. */
function isFormula(recital: XmlElement): boolean {
  if (xmlChild(recital, 'NP')) return false;
  const text = formexText(recital);
  return text.endsWith(':') && text.length < 100;
}
