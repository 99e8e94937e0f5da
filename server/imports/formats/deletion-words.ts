/** How Parliament says in the right column that a provision goes, in the Union's languages. */
import type { AmendmentLine } from '#domain/provision.ts';

const words = new Set(
  [
    'deleted',
    'supprimé, supprimée, supprimés, supprimées',
    'entfällt, gestrichen',
    'suprimido, suprimida, suprimidos, suprimidas, se suprime',
    'soppresso, soppressa, soppressi, soppresse',
    'schrappen, geschrapt',
    'skreślony, skreślona, skreślone, skreśla się',
    'eliminat, eliminată, se elimină',
    'заличава се, заличен',
    'vypouští se',
    'udgår',
    'διαγράφεται',
    'välja jäetud',
    'poistetaan',
    'scriosta',
    'briše se, brisano',
    'törölve',
    'išbraukta',
    'svītrots',
    'imħassar, imħassra',
    'vypúšťa sa',
    'črtano',
    'utgår',
  ]
    .join(', ')
    .split(', '),
);

export function isDeletion(line: AmendmentLine): boolean {
  if (line.number !== null && !/^\d*[a-z]?$/.test(line.number)) return false;
  return words.has(
    line.text
      .toLowerCase()
      .replace(/[.[\]()]/g, '')
      .trim(),
  );
}
