/**
 * Paths of provisions. A path is a list of places joined by "/", each a kind of place and its
 * number: `art_5/par_2/pt_a`. `prt` is a part, `ttl` a title that divides the act (the title
 * of the act itself is just `title`), `tbl` a table of an annex, `row` a row of a four-column table
 * whose name says no place.
 */
import type { ProvisionKind } from './provision.ts';

export const placeNames = [
  'title',
  'cit',
  'rec',
  'prt',
  'ttl',
  'chp',
  'sec',
  'art',
  'par',
  'sub',
  'pt',
  'ind',
  'anx',
  'tbl',
  'row',
] as const;
export type PlaceName = (typeof placeNames)[number];

/** One step of a path: `par_2` is the paragraph numbered 2. */
export interface Place {
  readonly name: PlaceName;
  readonly number: string;
}

const kinds: Record<PlaceName, ProvisionKind> = {
  title: 'title',
  cit: 'citation',
  rec: 'recital',
  prt: 'division',
  ttl: 'division',
  chp: 'division',
  sec: 'division',
  art: 'article',
  par: 'paragraph',
  sub: 'subparagraph',
  pt: 'point',
  ind: 'indent',
  anx: 'annex',
  tbl: 'annex-part',
  row: 'subparagraph',
};

export function placesOf(path: string): readonly Place[] {
  return path.split('/').map(toPlace);
}

function toPlace(step: string): Place {
  const cut = step.indexOf('_');
  const name = cut < 0 ? step : step.slice(0, cut);
  return { name: name as PlaceName, number: cut < 0 ? '' : step.slice(cut + 1) };
}

export function joinPlaces(places: readonly Place[]): string {
  return places.map((place) => step(place.name, place.number)).join('/');
}

export function step(name: PlaceName, number: string): string {
  return number === '' ? name : `${name}_${number}`;
}

export function childPath(parent: string, name: PlaceName, number: string): string {
  return `${parent}/${step(name, number)}`;
}

/** The path of the provision that holds this one; undefined at the top. */
export function parentPath(path: string): string | undefined {
  const cut = path.lastIndexOf('/');
  return cut < 0 ? undefined : path.slice(0, cut);
}

/** The recital, article, annex or division that a path begins with: all that moves as one. */
export function topPath(path: string): string {
  if (isDivision(path)) return path;
  const cut = path.indexOf('/');
  return cut < 0 ? path : path.slice(0, cut);
}

export function lastPlace(path: string): Place {
  return toPlace(path.slice(path.lastIndexOf('/') + 1));
}

/** Whether a path lies inside a provision, at any depth. */
export function isInside(path: string, ancestor: string): boolean {
  return path.length > ancestor.length && path.startsWith(`${ancestor}/`);
}

export function kindOfPath(path: string): ProvisionKind {
  const kind = kinds[lastPlace(path).name];
  return kind === 'division' && path.startsWith('anx') ? 'annex-part' : kind;
}

function isDivision(path: string): boolean {
  return kindOfPath(path) === 'division';
}
