/**
 * A text on its way from a file into provisions: a flat list of lines in reading order. Readers
 * of HTML make such a list; the builder turns it into provisions. `indent` says how deep a line
 * is set: an item of the outermost list has 0, its own further texts have 1, and a text with
 * indent 0 belongs to the paragraph and not to any item.
 */
import type { DivisionName } from './headings.ts';

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
  | { readonly kind: 'article-heading'; readonly text: string }
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
