/** The enacting terms of Formex: divisions in divisions, articles, numbered paragraphs. */
import type { ActBuilder } from './act-builder.ts';
import { articleLine, divisionLine } from './act-line.ts';
import { FormexBlocks } from './formex-blocks.ts';
import { formexText } from './formex-text.ts';
import type { ReadingNotes } from './reading-notes.ts';
import { xmlChild, type XmlElement, xmlElements } from './xml-tree.ts';

export class FormexArticles {
  readonly #builder: ActBuilder;
  readonly #blocks: FormexBlocks;

  constructor(builder: ActBuilder, notes: ReadingNotes) {
    this.#builder = builder;
    this.#blocks = new FormexBlocks((line) => builder.add(line), notes);
  }

  read(parent: XmlElement): void {
    for (const part of xmlElements(parent)) {
      if (part.localName === 'DIVISION') this.#division(part);
      else if (part.localName === 'ARTICLE') this.#article(part);
      else if (part.localName !== 'TITLE') this.#blocks.readBlock(part, 0);
    }
  }

  #division(division: XmlElement): void {
    const title = xmlChild(division, 'TITLE');
    const line = divisionLine(title ? formexText(title) : '');
    if (line.kind === 'division') this.#builder.add(line);
    else if (title) this.#builder.add({ ...untitled, text: formexText(title) });
    this.read(division);
  }

  #article(article: XmlElement): void {
    const number = xmlChild(article, 'TI.ART');
    this.#builder.add(articleLine(number ? formexText(number) : ''));
    for (const part of xmlElements(article)) {
      if (part.localName === 'STI.ART') {
        this.#builder.add({ kind: 'heading', text: formexText(part) });
      } else if (part.localName === 'PARAG') this.#paragraph(part);
      else if (part !== number) this.#blocks.readBlock(part, 0);
    }
  }

  #paragraph(paragraph: XmlElement): void {
    const number = xmlChild(paragraph, 'NO.PARAG');
    const printed = number ? formexText(number) : '';
    this.#builder.add({ kind: 'paragraph', printed, text: '' });
    for (const part of xmlElements(paragraph)) {
      if (part !== number) this.#blocks.readBlock(part, 0);
    }
  }
}

/** A division whose heading has no word that we know, or none at all. */
const untitled = { kind: 'division', name: 'prt', number: null } as const;
