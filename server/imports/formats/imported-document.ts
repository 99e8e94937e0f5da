/**
 * What a file says once it is read: which document it is, its text or its amendments, how much
 * of each was found, and what could not be read. Nothing is left out silently: `unread` names
 * every part that did not become a provision or an amendment, and why.
 */
import type { ImportedTable } from '#domain/imported-table.ts';
import type { ActText, Amendment } from '#domain/provision.ts';

export type DocumentFormat =
  | 'eurlex-proposal-html'
  | 'oj-amendments-html'
  | 'oj-act-html'
  | 'consolidated-html'
  | 'old-page-html'
  | 'parliament-page-html'
  | 'proposal-tree-json'
  | 'parltrack-json'
  | 'formex'
  | 'akoma-ntoso'
  | 'ep-amendments-docx'
  | 'four-column-docx';

/** `paragraphs` are the numbered ones, `points` those with a letter or number (no dashes). */
export interface ContentCounts {
  readonly citations: number;
  readonly recitals: number;
  readonly articles: number;
  readonly paragraphs: number;
  readonly points: number;
  readonly annexes: number;
  readonly amendments: number;
}

export interface Unread {
  readonly where: string;
  readonly why: string;
}

export interface ImportedDocument {
  readonly format: DocumentFormat;
  /** As in the document: 'en', 'es'. */
  readonly language: string;
  /** "COM(2020) 842 final", "P9_TA(2021)0499", "Regulation (EU) 2022/1925". */
  readonly number: string | null;
  /** ISO day of the document itself, not of its publication. */
  readonly date: string | null;
  /** "2020/0374(COD)". */
  readonly procedure: string | null;
  readonly title: string;
  readonly content:
    | { readonly kind: 'act'; readonly act: ActText }
    | { readonly kind: 'amendments'; readonly amendments: readonly Amendment[] }
    | { readonly kind: 'table'; readonly table: ImportedTable };
  readonly counts: ContentCounts;
  readonly unread: readonly Unread[];
  readonly warnings: readonly string[];
}

/** All that a reader finds out by itself. */
export type Described = Omit<ImportedDocument, 'format' | 'unread' | 'warnings'>;
