/**
 * Provisions: the places of a legal text. Whatever format a text comes in, it is read into one
 * list of provisions in the order of the text, each with a path made of numbers. The path is
 * the provision's key inside its own text; across texts, provisions are brought together by
 * alignment (see alignment.ts), because negotiations renumber.
 */

export const provisionKinds = [
  'title',
  'citation',
  'recital',
  'division',
  'article',
  'paragraph',
  'subparagraph',
  'point',
  'indent',
  'annex',
  'annex-part',
] as const;
export type ProvisionKind = (typeof provisionKinds)[number];

export interface Provision {
  /**
   * Unique in its text: `title`, `cit_3`, `rec_12`, `chp_2`, `chp_2/sec_1`, `art_5`,
   * `art_5/par_2`, `art_5/par_2/sub_2`, `art_5/par_2/pt_a`, `art_5/par_2/pt_a/pt_ii`,
   * `art_5/par_2/pt_a/ind_1`, `anx_I`, `anx_I/pt_2`. Articles never carry their chapter.
   * An unnumbered text directly in an article is `art_5/par_1`; further unnumbered texts of
   * the same provision, after its points too, are `…/sub_2`, `…/sub_3`.
   * Inserted numbers are written closed up and in lower case: `art_6a`, `pt_da`.
   */
  readonly path: string;
  readonly kind: ProvisionKind;
  /** As printed, without brackets or dot: "5", "2", "a", "6a"; null where none is printed. */
  readonly number: string | null;
  /**
   * The provision's own words without its number and without those of its children. For an
   * article, a division or an annex these are the words of its heading, possibly empty.
   * Paragraphs inside are parted by "\n". Footnotes and their marks are left out.
   */
  readonly text: string;
  /** Where in the source it stands, in words a person can follow: "Article 5(2)", "Amendment 61". */
  readonly locator: string;
}

/** A whole legal text: its title and its provisions, in the order of the text. */
export interface ActText {
  readonly title: string;
  readonly provisions: readonly Provision[];
}

/** One line of a cell of an amendment: a number as printed ("5.", "(ba)", null) and its words. */
export interface AmendmentLine {
  /** Without brackets or dot, as in `Provision.number`; "Article 7a" lines have "Article 7a". */
  readonly number: string | null;
  readonly text: string;
  /** How deep it is set in nested lists of the source; 0 at the outside. */
  readonly level: number;
}

/** A change that Parliament makes to one place of the proposal. */
export interface Amendment {
  /** As printed: "61", "520/rev", "25 and 517/rev". */
  readonly number: string;
  /** As printed, with dashes: "Article 6 — paragraph 1 — point b a (new)". */
  readonly location: string;
  /** The left cell; empty for a new provision. */
  readonly original: readonly AmendmentLine[];
  /** The right cell; empty when it says "deleted" (see `deletes`). */
  readonly amended: readonly AmendmentLine[];
  readonly deletes: boolean;
  /** As printed: "Axel Voss, Seán Kelly", "on behalf of the ECR Group"; absent where the file does not say. */
  readonly authors?: string;
  /** Its stated reason, paragraphs parted by "\n". */
  readonly justification?: string;
  /** The language in which it was tabled: "en"; "xm" where it was in several. */
  readonly originalLanguage?: string;
  /** The place in the act that the proposal amends: "Directive 2014/59/EU, Article 2 – paragraph 1". */
  readonly inAmendedAct?: string;
}
