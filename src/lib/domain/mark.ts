/** What the marks mean, in words: for those who set one, and for those who hold what is marked. */
import { type Visibility, visibilities } from './permission.ts';

export interface MarkWords {
  /** "LIMITE" */
  readonly name: string;
  /** Who may read it. */
  readonly meaning: string;
}

export const markWords: Readonly<Record<Visibility, MarkWords>> = {
  public: { name: 'Public', meaning: 'Everybody may read it, also without an account.' },
  workspace: { name: 'Workspace', meaning: 'The people of the workspace may read it.' },
  limite: {
    name: 'LIMITE',
    meaning: 'The people of the workspace may read it; no public or shared view or export has it.',
  },
  restricted: {
    name: 'Restricted',
    meaning: 'Only those who are named on it may read it, whatever their role.',
  },
};

const notices: Readonly<Partial<Record<Visibility, string>>> = {
  limite: 'LIMITE – not for distribution',
  restricted: 'Restricted – for the people named on it alone',
};

/** What stands at the head of a file that holds these marks; null where it holds none that says so. */
export function markNotice(marks: readonly Visibility[]): string | null {
  const held = visibilities.filter((mark) => marks.includes(mark));
  return held.flatMap((mark) => notices[mark] ?? []).join('; ') || null;
}

/** The one of two that fewer people may read. */
export function narrowerMark(a: Visibility, b: Visibility): Visibility {
  return visibilities.indexOf(a) > visibilities.indexOf(b) ? a : b;
}
