/**
 * What one column says, provision by provision, whatever it was made from: a whole text, or
 * amendments read on the proposal.
 */
import { formatCitation } from './citation.ts';
import type { Cell, CellState, ColumnSource, RowsSource } from './four-column.ts';
import { amendedPlaces, applyAmendments, type UnplacedAmendment } from './parliament-text.ts';
import type { ActText, Provision } from './provision.ts';

export interface ColumnProvision extends Provision {
  readonly state: CellState;
  /** As the source itself calls it; else it is cited by its path. */
  readonly citation?: string;
}

export interface ColumnText {
  readonly provisions: readonly ColumnProvision[];
  /** Whether its paths are those of the proposal, so that no alignment is needed. */
  readonly followsProposal: boolean;
  readonly unplaced: readonly UnplacedAmendment[];
}

/** Undefined for summaries, which are no text. */
export function columnText(
  source: ColumnSource | undefined,
  proposal: ActText | undefined,
): ColumnText | undefined {
  if (source?.kind === 'act') return wholeText(source.act);
  if (source?.kind === 'rows') return rowsText(source);
  if (source?.kind !== 'amendments') return undefined;
  const amended = proposal
    ? applyAmendments(proposal, source.amendments)
    : amendedPlaces(source.amendments);
  return {
    provisions: amended.provisions.map((one) =>
      one.state === 'unchanged' ? { ...one, locator: notAmended } : one,
    ),
    followsProposal: true,
    unplaced: amended.unplaced,
  };
}

/** In place of a locator, as the document with the amendments does not print the provision. */
const notAmended = 'not amended';

function wholeText(act: ActText): ColumnText {
  const provisions = act.provisions.map((provision) => ({ ...provision, state: 'text' as const }));
  return { provisions, followsProposal: false, unplaced: [] };
}

function rowsText({ rows }: RowsSource): ColumnText {
  const provisions = rows.map(({ path, kind, text, state, locator, citation }) => ({
    path,
    kind,
    number: null,
    text,
    state,
    locator,
    citation,
  }));
  return { provisions, followsProposal: false, unplaced: [] };
}

/** The cell of a provision, cited in the column's own numbering. */
export function toCell(provision: ColumnProvision, unnumbered: ReadonlySet<string>): Cell {
  const { path, text, state, locator } = provision;
  const citation = provision.citation || citationOf(path, unnumbered);
  return { path, citation, text, state, locator };
}

/** "--2" tells apart paths that occur twice in a faulty source; nobody cites it. */
function citationOf(path: string, unnumbered: ReadonlySet<string>): string {
  const [article, paragraph] = path.split('/', 2);
  const isNumbered = !unnumbered.has(`${article}/${paragraph}`);
  return formatCitation(path.replace(/--\d+/g, ''), isNumbered);
}

/** The paragraphs that carry no number, which citations leave out. */
export function unnumberedParagraphs(provisions: readonly Provision[]): ReadonlySet<string> {
  const isBare = ({ kind, number }: Provision) => kind === 'paragraph' && number === null;
  return new Set(provisions.filter(isBare).map(({ path }) => path));
}
