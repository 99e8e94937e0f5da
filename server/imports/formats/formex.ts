/**
 * Formex 4, the XML of the Publications Office: acts, consolidated acts and annexes. Numbers
 * come from the printed words, never from identifiers. Processing instructions are skipped.
 */
import type { ActText } from '#domain/provision.ts';
import { ActBuilder } from './act-builder.ts';
import { readFormexAnnex } from './formex-annex.ts';
import { FormexArticles } from './formex-articles.ts';
import { FormexBlocks } from './formex-blocks.ts';
import { readFormexPreamble } from './formex-preamble.ts';
import { formexText } from './formex-text.ts';
import type { ReadingNotes } from './reading-notes.ts';
import { beginning } from './text.ts';
import { xmlAt, xmlChild, xmlDescendants, type XmlElement, xmlElements } from './xml-tree.ts';

export interface FormexText {
  readonly act: ActText;
  readonly titleLines: readonly string[];
  readonly language: string | undefined;
  /** Of the act; for a consolidated text the day from which it holds. */
  readonly day: string | undefined;
}

export function readFormex(root: XmlElement, notes: ReadingNotes): FormexText {
  const document = (root.localName === 'CONS.ACT' && xmlChild(root, 'CONS.DOC')) || root;
  const titleLines = titleLinesOf(document);
  const builder = new ActBuilder(root.localName === 'ANNEX' ? '' : titleLines.join('\n'), notes);
  notes.leaveOutFootnotes([...xmlDescendants(document)].filter(isNote).length);
  if (root.localName === 'ANNEX') readFormexAnnex(document, builder, notes);
  else for (const part of xmlElements(document)) readPart(part, builder, notes);
  const language = xmlAt(document, 'BIB.INSTANCE', 'LG.DOC');
  return {
    act: builder.finish(),
    titleLines,
    language: language && formexText(language),
    day: xmlAt(document, 'BIB.INSTANCE', 'DATE')?.getAttribute('ISO') ?? undefined,
  };
}

function titleLinesOf(document: XmlElement): readonly string[] {
  const title = xmlChild(document, 'TITLE');
  return title ? formexText(title).split('\n').filter(Boolean) : [];
}

function isNote(element: XmlElement): boolean {
  return element.localName === 'NOTE';
}

function readPart(part: XmlElement, builder: ActBuilder, notes: ReadingNotes): void {
  switch (part.localName) {
    case 'PREAMBLE':
      return readFormexPreamble(part, builder, notes);
    case 'ENACTING.TERMS':
      return new FormexArticles(builder, notes).read(part);
    case 'FINAL':
      return readFinal(part, builder, notes);
    case 'ANNEX':
    case 'CONS.ANNEX':
      return readFormexAnnex(part, builder, notes);
    case 'TITLE':
    case 'BIB.INSTANCE':
    case 'FAM.COMP':
      return;
    default:
      return leaveOut(part, notes);
  }
}

function readFinal(final: XmlElement, builder: ActBuilder, notes: ReadingNotes): void {
  const parts = [...xmlElements(final)];
  builder.close(parts.filter((one) => one.localName === 'P').map(formexText));
  if (parts.some((one) => one.localName === 'SIGNATURE')) notes.leaveOutSignatures();
  const others = parts.filter((one) => !['P', 'SIGNATURE'].includes(one.localName ?? ''));
  const blocks = new FormexBlocks((line) => builder.add(line), notes);
  for (const other of others) blocks.readBlock(other, 0);
}

function leaveOut(part: XmlElement, notes: ReadingNotes): void {
  const text = formexText(part);
  if (text === '') return;
  notes.leaveOut(`Element ${part.localName}`, `“${beginning(text)}” is not understood.`);
}
