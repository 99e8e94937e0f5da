/**
 * The two columns of an amendment, as Parliament prints them, computed from the two texts.
 *
 * - What the amendment takes away is emphasised on the left, what it puts in on the right.
 * - A new provision leaves the left column blank, and its location ends in "(new)".
 * - A deletion keeps the old text on the left and says "deleted" on the right.
 */
import { differences, type Difference } from './differences.ts';
import { formatLocation } from './citation.ts';

export interface FormSegment {
  readonly text: string;
  /** Printed in bold italics. */
  readonly emphasised: boolean;
}

export interface AmendmentForm {
  /** "Article 4 – paragraph 1 – point d a (new)" */
  readonly location: string;
  readonly left: readonly FormSegment[];
  readonly right: readonly FormSegment[];
  readonly isNew: boolean;
  readonly deletes: boolean;
}

/** The form of an amendment to the provision at `path`; an empty `source` means a new one. */
export function amendmentForm(path: string, source: string, amended: string): AmendmentForm {
  const isNew = source.trim() === '';
  const deletes = !isNew && amended.trim() === '';
  const columns = deletes ? deletion(source) : twoColumns(isNew ? '' : source, amended);
  return { location: formatLocation(path, isNew), isNew, deletes, ...columns };
}

type Columns = Pick<AmendmentForm, 'left' | 'right'>;

function deletion(source: string): Columns {
  return {
    left: [{ text: source, emphasised: true }],
    right: [{ text: 'deleted', emphasised: true }],
  };
}

function twoColumns(source: string, amended: string): Columns {
  const found = differences(source, amended);
  return { left: column(found, 'deleted'), right: column(found, 'inserted') };
}

function column(found: readonly Difference[], own: 'deleted' | 'inserted'): FormSegment[] {
  return found
    .filter(({ kind }) => kind === 'same' || kind === own)
    .map(({ kind, text }) => ({ text, emphasised: kind === own }));
}
