/**
 * What the rows of a table are called. Recent tables name each provision in a row of its own;
 * older ones only repeat headings ("Article 2") and print numbers, from which the place is told.
 */
import { parseAmendmentLocation } from '#domain/amendment-location.ts';
import { parseCitation } from '#domain/citation.ts';
import type { ProvisionKind } from '#domain/provision.ts';
import { kindOfPath } from '#domain/provision-path.ts';
import { bareNumber, splitLeadingMark } from './printed-number.ts';

/** The path that a table's name of a place means; undefined where it cannot be read. */
function pathOfName(name: string): string | undefined {
  if (/^(?:proposal )?title$/i.test(name)) return 'title';
  return parseCitation(name) ?? parseAmendmentLocation(name)?.path;
}

/** Formulas of the preamble, and what cannot be read, count as citations and as subparagraphs. */
export function kindOfName(name: string): ProvisionKind {
  const path = pathOfName(name);
  if (path !== undefined) return kindOfPath(path);
  return /^formula\b/i.test(name) ? 'citation' : 'subparagraph';
}

/** Follows the headings and numbers of a table that does not name its provisions. */
export class PrintedPlaces {
  #article: string | undefined;
  #paragraph: string | undefined;
  #isHeadingNext = false;

  /** The name of the row with these texts, of which the first is what the row is about. */
  of(texts: readonly string[]): string {
    const text = texts[0] ?? '';
    const heading = headingIn(text);
    if (heading !== undefined) return this.#heading(text, heading);
    const mark = splitLeadingMark(text);
    const number = mark && bareNumber(mark[0]);
    if (this.#article === undefined) return number ? `Recital ${number}` : '';
    if (this.#isHeadingNext && !number && text.length < 200) {
      this.#isHeadingNext = false;
      return `${this.#article} – title`;
    }
    this.#isHeadingNext = false;
    if (!mark || !number) return this.#paragraph ?? this.#article;
    if (mark[0].endsWith('.')) return (this.#paragraph = `${this.#article}(${number})`);
    return `${this.#paragraph ?? this.#article}, point (${number})`;
  }

  #heading(text: string, path: string): string {
    const isArticle = path.startsWith('art_') || path.startsWith('anx_');
    const name = text.split('\n')[0]!.trim();
    if (isArticle) {
      this.#article = name;
      this.#paragraph = undefined;
      this.#isHeadingNext = true;
    }
    return name;
  }
}

/** "Article 1" or "CHAPTER II" alone, as older tables repeat it in every column. */
function headingIn(text: string): string | undefined {
  if (text.length > 60 || !/^(?:article|annex|chapter|section|title|part)\s/i.test(text))
    return undefined;
  const path = parseCitation(text.split('\n')[0]!);
  return path !== undefined && /^(?:art|anx|chp|sec|ttl|prt)_[^/]*$/.test(path) ? path : undefined;
}
