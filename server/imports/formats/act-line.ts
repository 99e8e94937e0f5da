/**
 * A text on its way from a file into provisions: a flat list of lines in reading order. Readers
 * of HTML make such a list; the builder turns it into provisions. `indent` says how deep a line
 * is set: an item of the outermost list has 0, its own further texts have 1, and a text with
 * indent 0 belongs to the paragraph and not to any item.
 */
import {
  type DivisionName,
  parseAnnexHeading,
  parseArticleHeading,
  parseDivisionHeading,
} from './headings.ts';

export type ActLine =
  | { readonly kind: 'citation'; readonly text: string }
  | { readonly kind: 'recital'; readonly number: string | null; readonly text: string }
  | {
      readonly kind: 'division';
      readonly name: DivisionName;
      readonly number: string | null;
      readonly text: string;
    }
  /** The name of a division whose number stood on the line before. */
  | { readonly kind: 'division-name'; readonly text: string }
  | {
      readonly kind: 'article';
      readonly number: string | null;
      readonly text: string;
      readonly printed: string;
    }
  /** The name of an article or annex whose number stood on the line before. */
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'annex'; readonly number: string | null; readonly text: string }
  | {
      readonly kind: 'annex-part';
      readonly number: string | null;
      readonly text: string;
      readonly depth: number;
    }
  | {
      readonly kind: 'paragraph';
      readonly printed: string;
      readonly text: string;
      /** The number it ought to have, where another is printed. */
      readonly readAs?: string;
    }
  | {
      readonly kind: 'item';
      readonly printed: string;
      readonly text: string;
      readonly indent: number;
    }
  | { readonly kind: 'text'; readonly text: string; readonly indent: number }
  | { readonly kind: 'quoted'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly string[] };

export function articleLine(printed: string): ActLine {
  const heading = parseArticleHeading(printed);
  const text = heading?.text ?? '';
  const above = text === '' ? printed : printed.slice(0, printed.length - text.length).trim();
  return { kind: 'article', number: heading?.number ?? null, text, printed: above };
}

export function divisionLine(printed: string): ActLine {
  const heading = parseDivisionHeading(printed);
  return heading ? { kind: 'division', ...heading } : { kind: 'division-name', text: printed };
}

/** A title that is no number of an annex names the annex before it. */
export function annexLine(printed: string): ActLine {
  const heading = parseAnnexHeading(printed);
  return heading ? { kind: 'annex', ...heading } : { kind: 'heading', text: printed };
}

export function itemLine(printed: string, text: string, indent: number): ActLine {
  return { kind: 'item', printed, text, indent };
}

/** A paragraph without a number, or one whose number means nothing where it stands. */
export function textLine(printed: string | null, text: string, indent: number): ActLine {
  return { kind: 'text', text: printed === null ? text : `${printed} ${text}`, indent };
}
