/**
 * What an amendment that begins at a row of the four-column table is aimed at: its place in the
 * proposal, the words that stand there, and how Parliament names the place.
 *
 * - Where the proposal has the provision, its words are the source.
 * - Where it has none, or where a new provision is wanted after it, the source is empty and the
 *   number is one that the proposal leaves free: after 6 comes 6a, after (d) comes (da).
 * - A row holds a provision's own words without those of its parts, so an article's row is its
 *   title, and a paragraph's row before points is its introductory part.
 */
import { formatCitation, formatLocation } from './citation.ts';
import { DomainError } from './errors.ts';
import type { FourColumnRow } from './four-column.ts';
import { insertionNumber } from './provision-number.ts';
import {
  childPath,
  isInside,
  kindOfPath,
  lastPlace,
  parentPath,
  type PlaceName,
  step,
} from './provision-path.ts';

export interface AmendmentTarget {
  readonly path: string;
  /** "Article 4(1), point (da)" */
  readonly citation: string;
  /** "Article 4 – paragraph 1 – point d a (new)" */
  readonly location: string;
  /** The words to amend; empty for a new provision. */
  readonly sourceText: string;
  /** Where they stand in the proposal; empty for a new provision. */
  readonly locator: string;
}

/** The paths of the proposal's provisions in the order of the text, and how many stand before the row's own. */
export interface ProposalPlaces {
  readonly paths: readonly string[];
  readonly before: number;
}

/** The target of an amendment begun at this row; with `insertAfter`, of a new provision after it. */
export function amendmentTarget(
  row: FourColumnRow,
  places: ProposalPlaces,
  insertAfter: boolean,
): AmendmentTarget {
  const cell = row.cells.proposal;
  if (cell?.state === 'summary') throw onlySummaries();
  if (!cell) return newProvision(pathOfAbsent(row, places, insertAfter));
  if (insertAfter) return newProvision(pathAfter(cell.path, places.paths));
  const { path, citation, text, locator } = cell;
  return { path, citation, location: locationOf(path, places.paths), sourceText: text, locator };
}

function onlySummaries(): DomainError {
  return new DomainError(
    'conflict',
    'This row holds summaries, not the words of the proposal. Import the proposal first, and then begin the amendment from its row.',
  );
}

function newProvision(path: string): AmendmentTarget {
  const location = formatLocation(path, true);
  return { path, citation: formatCitation(path), location, sourceText: '', locator: '' };
}

/** The number after a provision of the proposal that no other provision beside it has. */
function pathAfter(path: string, paths: readonly string[]): string {
  const { name, number } = lastPlace(path);
  if (name === 'title')
    throw new DomainError('bad-input', 'Nothing can be inserted after the title of the act.');
  const parent = parentPath(path);
  const taken = paths.filter((other) => parentPath(other) === parent).map(lastPlace);
  const numbers = new Set(taken.filter((place) => place.name === name).map((p) => p.number));
  const inserted = insertionNumber(number, numbers);
  return parent === undefined ? step(name, inserted) : childPath(parent, name, inserted);
}

/**
 * Where something goes that the proposal lacks. Parliament numbers its insertions on the
 * proposal, so its own number stands; the others number their own texts, so there it is a new
 * number after the last provision of that rank before the row.
 */
function pathOfAbsent(row: FourColumnRow, places: ProposalPlaces, insertAfter: boolean): string {
  const texts = Object.entries(row.cells).filter(([, { state }]) => state !== 'summary');
  if (texts.length === 0) throw onlySummaries();
  const ofParliament = texts.find(([role]) => role === 'parliament')?.[1].path;
  if (ofParliament !== undefined && !places.paths.includes(ofParliament))
    return insertAfter ? pathAfter(ofParliament, [...places.paths, ofParliament]) : ofParliament;
  const rank = lastPlace(texts[0]![1].path).name;
  const anchor = lastOfRank(places.paths.slice(0, places.before), rank);
  if (anchor) return pathAfter(anchor, places.paths);
  throw new DomainError(
    'conflict',
    'The proposal has nothing before this row that a new provision could follow. Begin from another row, with “insert after”.',
  );
}

function lastOfRank(paths: readonly string[], rank: PlaceName): string | undefined {
  for (const path of paths.toReversed())
    for (let at: string | undefined = path; at !== undefined; at = parentPath(at))
      if (lastPlace(at).name === rank) return at;
  return undefined;
}

const headed = new Set(['article', 'annex', 'annex-part', 'division']);

/** Parliament's name for a provision's own words, without its parts. */
function locationOf(path: string, paths: readonly string[]): string {
  const place = formatLocation(path, false);
  const parts = paths
    .filter((other) => isInside(other, path) && parentPath(other) === path)
    .map((other) => lastPlace(other).name);
  if (headed.has(kindOfPath(path))) return `${place} – title`;
  const first = parts.includes('sub') ? ' – subparagraph 1' : '';
  const introductory = parts.some((name) => name === 'pt' || name === 'ind');
  return `${place}${first}${introductory ? ' – introductory part' : ''}`;
}

/** "Proposal for a regulation", from the title of the act. */
export function proposalName(title: string): string {
  const kind = /\b(regulation|directive|decision)\b/i.exec(title)?.[1];
  return kind ? `Proposal for a ${kind.toLowerCase()}` : 'Proposal';
}
