/**
 * The looks of the Word file: measures in twentieths of a point, sizes in half points. What a
 * paragraph of a cell is shows in the name of its style, so that a reader can tell the column's
 * words from our line under them.
 */
import { AlignmentType, type IStylesOptions } from 'docx';

/** A4, lying. */
export const pageWidth = 16_838;
export const pageHeight = 11_906;
export const margin = 720;
export const textWidth = pageWidth - 2 * margin;

export const style = {
  /** The words of a cell. */
  words: 'CellText',
  /** The line under them: amendment, place in the document, the column's own numbering. */
  place: 'CellPlace',
  /** What stands over words that are no legal text. */
  label: 'CellLabel',
  legend: 'Legend',
  /** Head and foot of a page. */
  edge: 'PageEdge',
} as const;

const quiet = '595959';

const paragraphStyle = (id: string, name: string, size: number, after: number, color?: string) => ({
  id,
  name,
  basedOn: 'Normal',
  run: { size, ...(color === undefined ? {} : { color }) },
  paragraph: { spacing: { before: 0, after } },
});

export const styles: IStylesOptions = {
  default: {
    document: { run: { font: 'Arial', size: 17, language: { value: 'en-GB' } } },
    title: {
      run: { font: 'Arial', size: 32, bold: true },
      paragraph: { spacing: { before: 0, after: 60 }, alignment: AlignmentType.LEFT },
    },
  },
  paragraphStyles: [
    paragraphStyle(style.words, 'Cell text', 17, 40),
    paragraphStyle(style.place, 'Cell place', 14, 20, quiet),
    paragraphStyle(style.label, 'Cell label', 14, 20, quiet),
    paragraphStyle(style.legend, 'Legend', 18, 80),
    paragraphStyle(style.edge, 'Page edge', 16, 0, quiet),
  ],
};
