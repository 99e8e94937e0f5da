/**
 * Parliament's text, read from its amendments on the proposal.
 *
 * EP1 A provision that no amendment touches stands as proposed.
 * EP2 An amendment to a provision gives it the words of the right cell. Points that the left cell
 *    shows and the right one does not are struck; those that neither shows stand.
 * EP3 "Introductory part" and "title" change only those words.
 * EP4 A new provision stands where its number says; what stands in its cell comes with it.
 * EP5 Striking a provision strikes all that it holds.
 * EP6 Where the location does not fit the proposal, the provision is found by the words of the
 *    left cell, as Parliament and Commission number subparagraphs differently.
 * EP7 Nothing is dropped: what finds no place is listed with the reason.
 */
import { readCell, type CellPart } from './amendment-cell.ts';
import { AmendedText, type AmendedProvision } from './amended-text.ts';
import { parseAmendmentLocation, type AmendmentLocation } from './amendment-location.ts';
import { findNewPlace, findTarget } from './amendment-place.ts';
import { formatCitation } from './citation.ts';
import type { ActText, Amendment } from './provision.ts';
import { isInside, kindOfPath, lastPlace, parentPath } from './provision-path.ts';
import { sameWording } from './wording.ts';

export type { AmendedProvision } from './amended-text.ts';

export interface UnplacedAmendment {
  readonly amendment: Amendment;
  readonly why: string;
}

export interface AmendedProposal {
  /** In the order of the text, with what is struck. */
  readonly provisions: readonly AmendedProvision[];
  readonly unplaced: readonly UnplacedAmendment[];
}

export function applyAmendments(
  proposal: ActText,
  amendments: readonly Amendment[],
): AmendedProposal {
  return applyAll(new AmendedText(proposal.provisions), amendments);
}

function applyAll(text: AmendedText, amendments: readonly Amendment[]): AmendedProposal {
  const unplaced = amendments.flatMap((amendment) =>
    apply(text, amendment).map((why) => ({ amendment, why })),
  );
  return { provisions: text.provisions, unplaced };
}

/** The amendments alone, before there is a proposal: only the places that they speak of. */
export function amendedPlaces(amendments: readonly Amendment[]): AmendedProposal {
  const places = new AmendedText([], false);
  for (const amendment of amendments) addOriginal(places, amendment);
  return applyAll(new AmendedText(places.provisions, false), amendments);
}

function addOriginal(places: AmendedText, amendment: Amendment): void {
  const location = parseAmendmentLocation(amendment.location);
  if (!location || location.isNew) return;
  for (const part of readCell(amendment.original, location)) {
    if (!places.find(part.path)) places.insert(toProvision(part, amendment));
  }
}

type Reasons = readonly string[];

/** Applies an amendment; what could not be applied is told. */
function apply(text: AmendedText, amendment: Amendment): Reasons {
  const location = parseAmendmentLocation(amendment.location);
  if (!location) return [`The location “${amendment.location}” cannot be read.`];
  if (amendment.deletes) return strikeAll(text, amendment, location);
  if (amendment.amended.length === 0) {
    return ['The right column has no words and does not say “deleted”.'];
  }
  if (location.further.length > 0) return ['It changes several provisions in one cell.'];
  return location.isNew
    ? insertAll(text, amendment, findNewPlace(text, location))
    : rewordAll(text, amendment, findTarget(text, amendment, location));
}

function strikeAll(text: AmendedText, amendment: Amendment, location: AmendmentLocation): Reasons {
  const places =
    location.further.length > 0
      ? [location.path, ...location.further]
      : [findTarget(text, amendment, location).path];
  return places.flatMap((path) => {
    if (!text.find(path)) return [missing(path)];
    const all = [path, ...struckWith(text, path, location)];
    return all.flatMap((struck) => strike(text, amendment, struck));
  });
}

function strike(text: AmendedText, amendment: Amendment, path: string): Reasons {
  const there = text.find(path)!;
  if (there.state === 'text' || there.state === 'new') return [alreadyChanged(there)];
  text.strike(path, locatorOf(amendment));
  return [];
}

function struckWith(
  text: AmendedText,
  path: string,
  { part }: AmendmentLocation,
): readonly string[] {
  if (part === 'introductory' || part === 'title') return [];
  const inside = text.inside(path).map((one) => one.path);
  if (part === 'whole') return inside;
  return inside.filter((one) => !/^sub_/.test(one.slice(path.length + 1)));
}

function rewordAll(text: AmendedText, amendment: Amendment, location: AmendmentLocation): Reasons {
  const original = readCell(amendment.original, location);
  const amended = readCell(amendment.amended, location);
  strikeMissing(text, amendment, location, original, amended);
  const isHeadingShown = amended.some((part) => part.path === location.path);
  if (isHeadingShown && !text.find(location.path)) return [missing(location.path)];
  return amended.flatMap((part) => put(text, amendment, part));
}

/** Points that stand in the left cell only (EP2). */
function strikeMissing(
  text: AmendedText,
  amendment: Amendment,
  { path }: AmendmentLocation,
  original: readonly CellPart[],
  amended: readonly CellPart[],
): void {
  const kept = new Set(amended.map((part) => part.path));
  for (const part of original) {
    const isGone = isInside(part.path, path) && !kept.has(part.path);
    if (isGone && text.find(part.path)?.state === 'unchanged') {
      text.strike(part.path, locatorOf(amendment));
    }
  }
}

function insertAll(text: AmendedText, amendment: Amendment, location: AmendmentLocation): Reasons {
  const there = text.find(location.path);
  if (there) return [`${formatCitation(location.path)} is already there (${there.locator}).`];
  return readCell(amendment.amended, location).flatMap((part) => put(text, amendment, part));
}

function put(text: AmendedText, amendment: Amendment, part: CellPart): Reasons {
  const there = text.find(part.path);
  if (!there) return insert(text, amendment, part);
  const isTaken = there.state === 'text' || there.state === 'deleted' || there.state === 'new';
  if (isTaken && !sameWording(there.text, part.text)) {
    return [alreadyChanged(there)];
  }
  text.reword(part.path, part.text, locatorOf(amendment));
  return [];
}

function insert(text: AmendedText, amendment: Amendment, part: CellPart): Reasons {
  const parent = parentPath(part.path);
  const needsParent = parent !== undefined && kindOfPath(part.path) !== 'division';
  if (needsParent && !text.canHold(parent)) {
    if (!isUnnumberedParagraph(text, parent)) return [missing(parent)];
    text.insert(toProvision({ path: parent, number: null, text: '' }, amendment));
  }
  text.insert(toProvision(part, amendment));
  return [];
}

/** A list set directly in an article has an unnumbered paragraph above it, without words. */
function isUnnumberedParagraph(text: AmendedText, path: string): boolean {
  const article = parentPath(path);
  return /^art_[^/]+\/par_1$/.test(path) && article !== undefined && !!text.find(article);
}

function toProvision(part: CellPart, amendment: Amendment) {
  const kind = kindOfPath(part.path);
  const number = part.number ?? printedNumber(part.path);
  return { path: part.path, kind, number, text: part.text, locator: locatorOf(amendment) };
}

/** Provisions that are always numbered take their number from the location. */
function printedNumber(path: string): string | null {
  const isNumbered = ['article', 'recital', 'annex', 'point'].includes(kindOfPath(path));
  return isNumbered ? lastPlace(path).number : null;
}

function locatorOf(amendment: Amendment): string {
  const isSeveral = /\d\D+\d/.test(amendment.number.replace(/\/rev\d*/g, ''));
  return `${isSeveral ? 'Amendments' : 'Amendment'} ${amendment.number}`;
}

function alreadyChanged({ path, locator }: AmendedProvision): string {
  return `${formatCitation(path)} is already changed by ${locator}.`;
}

function missing(path: string): string {
  return `The proposal has no ${formatCitation(path)}.`;
}
