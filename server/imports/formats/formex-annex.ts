/** Annexes of Formex: parts in parts (GR.SEQ), lists and tables. */
import type { ActBuilder } from './act-builder.ts';
import { FormexBlocks } from './formex-blocks.ts';
import { formexText } from './formex-text.ts';
import { parseAnnexHeading } from './headings.ts';
import type { ReadingNotes } from './reading-notes.ts';
import { xmlAt, xmlChild, type XmlElement, xmlElements } from './xml-tree.ts';

export function readFormexAnnex(annex: XmlElement, builder: ActBuilder, notes: ReadingNotes): void {
  const title = xmlChild(annex, 'TITLE');
  const text = title ? formexText(title) : '';
  const heading = parseAnnexHeading(text) ?? { number: null, text };
  builder.add({ kind: 'annex', ...heading });
  const reader = new AnnexReader(builder, notes);
  for (const part of xmlElements(annex)) {
    if (part.localName === 'CONTENTS') reader.contents(part);
    else if (part !== title && part.localName !== 'BIB.INSTANCE') reader.other(part);
  }
}

class AnnexReader {
  readonly #builder: ActBuilder;
  readonly #blocks: FormexBlocks;

  constructor(builder: ActBuilder, notes: ReadingNotes) {
    this.#builder = builder;
    this.#blocks = new FormexBlocks(
      (line) => builder.add(line),
      notes,
      (part, depth) => this.#part(part, depth),
    );
  }

  other(part: XmlElement): void {
    this.#blocks.readBlock(part, 0);
  }

  /** A lone part that does nothing but name the annex is no part. */
  contents(contents: XmlElement): void {
    const [only, ...others] = [...xmlElements(contents)];
    const name = others.length === 0 && only ? nameOnly(only) : undefined;
    if (!name) return this.#blocks.read(contents, 0);
    this.#builder.add({ kind: 'heading', text: formexText(name) });
    for (const part of xmlElements(only!)) if (part !== name) this.#blocks.readBlock(part, 0);
  }

  #part(part: XmlElement, depth: number): void {
    const title = xmlChild(part, 'TITLE');
    const own = xmlChild(part, 'NO.GR.SEQ');
    const mark = own ?? (title && xmlAt(title, 'TI', 'NP', 'NO.P'));
    const number = mark ? formexText(mark) : null;
    const words = title ? formexText(title) : '';
    const isRepeated = number !== null && words.startsWith(number);
    const text = isRepeated ? words.slice(number.length).trim() : words;
    this.#builder.add({ kind: 'annex-part', number, text, depth });
    for (const inner of xmlElements(part)) {
      if (inner !== title && inner !== own) this.#blocks.readBlock(inner, 0, depth + 1);
    }
  }
}

/** The title of a part without a number of its own. */
function nameOnly(part: XmlElement): XmlElement | undefined {
  const title = xmlChild(part, 'TITLE');
  const hasNumber = xmlChild(part, 'NO.GR.SEQ') || (title && xmlAt(title, 'TI', 'NP'));
  return part.localName === 'GR.SEQ' && !hasNumber ? title : undefined;
}
