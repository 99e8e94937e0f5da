/**
 * Citations: how a provision is written. `formatCitation` writes the Union's own style,
 * "Article 4(1), point (d)"; `parseCitation` reads what people type, "4(1)(d)" or "4.1.d" or
 * "point (d) of Article 4(1)" or "rec 12", into a path.
 *
 * An article of one unnumbered text has paragraph 1 in its paths, but a citation leaves it out:
 * "Article 2, point (20)". Whoever formats knows whether the paragraph carries a number.
 */
import { parseAmendmentLocation } from './amendment-location.ts';
import { readPlaces } from './citation-grammar.ts';
import { ordinalWord, spacedNumber, toRoman } from './provision-number.ts';
import { joinPlaces, placesOf, type Place, type PlaceName } from './provision-path.ts';

/** The path that a citation names, whether or not there is such a provision; else undefined. */
export function parseCitation(text: string): string | undefined {
  const places = readPlaces(text);
  return places && joinPlaces(places);
}

/**
 * The provision of a text that a citation names, or a location as Parliament prints it.
 * "Article 2(20)" is also tried as point 20 of an unnumbered paragraph, and "12a" as a recital
 * where there is no such article.
 */
export function findCited(text: string, exists: (path: string) => boolean): string | undefined {
  const path = parseCitation(text) ?? parseAmendmentLocation(text)?.path;
  return path === undefined ? undefined : [path, ...otherReadings(path, text)].find(exists);
}

function otherReadings(path: string, text: string): readonly string[] {
  const pointOfUnnumbered = path.replace(/^(art_[^/]+)\/par_([^/]+)/, '$1/par_1/pt_$2');
  const recital = /^\s*\(?\d/.test(text) ? [path.replace(/^art_/, 'rec_')] : [];
  return [pointOfUnnumbered, ...recital];
}

/** "Article 4(1), point (d)", "Recital 12", "Annex I, point 2", "Chapter II, Section 1". */
export function formatCitation(path: string, paragraphIsNumbered = true): string {
  const places = placesOf(path);
  const parts: string[] = [];
  places.forEach((place, index) => {
    const above = places[index - 1];
    const written = writePlace(place, above, paragraphIsNumbered, places);
    if (written.startsWith('(')) parts.push((parts.pop() ?? '') + written);
    else if (written !== '') parts.push(written);
  });
  return parts.join(', ');
}

/** Parliament's own style: "Article 4 – paragraph 1 – point d a (new)". */
export function formatLocation(path: string, isNew: boolean): string {
  const parts = placesOf(path).map(
    ({ name, number }, index) =>
      `${locationWord(name, index)} ${spacedNumber(number === '' ? '1' : number)}`,
  );
  return `${parts.join(' – ')}${isNew ? ' (new)' : ''}`;
}

const locationWords: Record<PlaceName, string> = {
  title: 'Title',
  cit: 'Citation',
  rec: 'Recital',
  prt: 'Part',
  ttl: 'Title',
  chp: 'Chapter',
  sec: 'section',
  art: 'Article',
  par: 'paragraph',
  sub: 'subparagraph',
  pt: 'point',
  ind: 'indent',
  anx: 'Annex',
  tbl: 'table',
  row: 'row',
};

function locationWord(name: PlaceName, index: number): string {
  const word = locationWords[name];
  return index === 0 ? word[0]!.toUpperCase() + word.slice(1) : word;
}

function writePlace(
  { name, number }: Place,
  above: Place | undefined,
  paragraphIsNumbered: boolean,
  places: readonly Place[],
): string {
  switch (name) {
    case 'title':
      return 'Title';
    case 'art':
      return `Article ${number}`;
    case 'rec':
      return `Recital ${number}`;
    case 'cit':
      return `Citation ${number}`;
    case 'anx':
      return `Annex ${number}`;
    case 'tbl':
      return `table ${number}`;
    case 'row':
      return `Row ${number}`;
    case 'prt':
    case 'ttl':
    case 'chp':
    case 'sec':
      return writeDivision(name, number, places[0]!.name === 'anx');
    case 'par':
      return writeParagraph(number, above, paragraphIsNumbered, places);
    case 'sub':
      return writeSubparagraph(number, above, paragraphIsNumbered);
    case 'ind':
      return writeOrdinal(number, 'indent');
    case 'pt':
      return writePoint(number, above, places[0]!.name === 'anx');
  }
}

function writeDivision(name: PlaceName, number: string, inAnnex: boolean): string {
  const word = { prt: 'Part', ttl: 'Title', chp: 'Chapter', sec: 'Section' }[name as 'prt'];
  return `${word} ${inAnnex || name === 'sec' ? number : roman(number)}`;
}

function roman(number: string): string {
  const parts = /^(\d+)([a-z]*)$/.exec(number);
  return parts ? toRoman(Number(parts[1])) + parts[2] : number.toUpperCase();
}

function writeParagraph(
  number: string,
  above: Place | undefined,
  isNumbered: boolean,
  places: readonly Place[],
): string {
  if (above?.name !== 'art') return `paragraph ${number}`;
  if (isNumbered || number !== '1') return `(${number})`;
  return places.length === 2 ? 'first paragraph' : '';
}

function writeSubparagraph(number: string, above: Place | undefined, isNumbered: boolean): string {
  const word = above?.name === 'par' && !isNumbered ? 'paragraph' : 'subparagraph';
  return writeOrdinal(number, word);
}

function writeOrdinal(number: string, word: string): string {
  const ordinal = /^\d+$/.test(number) ? ordinalWord(Number(number)) : undefined;
  return ordinal === undefined ? `${word} ${number}` : `${ordinal} ${word}`;
}

function writePoint(number: string, above: Place | undefined, inAnnex: boolean): string {
  if (above?.name === 'pt') return `(${number})`;
  return inAnnex && /^\d/.test(number) ? `point ${number}` : `point (${number})`;
}
