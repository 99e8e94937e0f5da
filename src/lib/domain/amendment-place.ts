/**
 * Where in the proposal an amendment applies. Its location is followed if the proposal has such
 * a provision with the words of the left cell; else other numberings of the same place are
 * tried, and at last the words alone, inside the same article, annex or recital.
 */
import { readCell } from './amendment-cell.ts';
import { withPlaces, type AmendedText } from './amended-text.ts';
import type { AmendmentLocation } from './amendment-location.ts';
import type { Amendment } from './provision.ts';
import { fromRoman, toRoman } from './provision-number.ts';
import { parentPath, topPath } from './provision-path.ts';
import { sameWording } from './wording.ts';

/** The provision meant: that of the location, or the one with the words of the left cell. */
export function findTarget(
  text: AmendedText,
  amendment: Amendment,
  location: AmendmentLocation,
): AmendmentLocation {
  const candidates = spellings(location.path);
  const words = firstWords(amendment, location);
  const named = candidates.find((path) => text.find(path));
  const isNamed = named !== undefined && (words === '' || sameWords(text, named, words));
  const byWords = isNamed ? undefined : findByWords(text, location, words);
  return { ...location, path: byWords ?? named ?? location.path };
}

function firstWords(amendment: Amendment, location: AmendmentLocation): string {
  return readCell(amendment.original, location)[0]?.text ?? '';
}

function sameWords(text: AmendedText, path: string, words: string): boolean {
  const there = text.find(path);
  return there !== undefined && sameWording(there.text, words);
}

/** In the same article, annex or recital, as only its inner numbering is in doubt. */
function findByWords(text: AmendedText, { path, part }: AmendmentLocation, words: string) {
  if (words === '' || part === 'title') return undefined;
  const top = topPath(path);
  const inTop = text.inside(top).filter((one) => one.state === 'unchanged');
  return inTop.find((one) => sameWording(one.text, words))?.path;
}

/** A new provision goes where there is something to hold it, in one of the spellings. */
export function findNewPlace(text: AmendedText, location: AmendmentLocation): AmendmentLocation {
  const isHeld = (path: string) => {
    const parent = parentPath(path);
    return parent !== undefined && text.canHold(parent);
  };
  return { ...location, path: spellings(location.path).find(isHeld) ?? location.path };
}

/**
 * Other ways in which the same place may be numbered. Parliament counts the unnumbered
 * paragraphs of an article as if they had numbers.
 */
function spellings(path: string): readonly string[] {
  const asUnnumbered = path.replace(/^(art_[^/]+)\/par_(\d+)(?=\/)/, '$1/par_1/sub_$2');
  const isUnnumbered = /^art_[^/]+\/par_\d+$/.test(path);
  const unnumbered = isUnnumbered ? path.replace(/\/par_/, '/par_1/sub_') : asUnnumbered;
  const romanAnnex = withPlaces(path, (place) =>
    place.name === 'anx' ? { ...place, number: roman(place.number) } : place,
  );
  const withoutSubparagraph = withPlaces(path, (place) =>
    place.name === 'sub' && path.includes('/pt_') ? undefined : place,
  );
  return [path, romanAnnex, withoutSubparagraph, unnumbered];
}

function roman(number: string): string {
  const value = /^\d+$/.test(number) ? Number(number) : fromRoman(number);
  return value === undefined ? number : toRoman(value);
}
