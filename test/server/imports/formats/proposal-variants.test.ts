/** Proposals that differ from the fixture: recasts, directives, annexes in a file of their own. */
import { describe, expect, test } from 'vitest';
import { readDocument } from '#server/imports/formats/read-document.ts';
import { at, bytesOf, pathsOf } from './support.ts';

function page(...paragraphs: readonly string[]): Uint8Array {
  return bytesOf(
    `<html lang="en"><head><title>x</title></head><body>${paragraphs.join('\n')}</body></html>`,
  );
}

const p = (style: string, text: string) => `<p class="${style}"><span>${text}</span></p>`;
const li = (style: string, number: string, text: string) =>
  `<p class="li ${style}"><span class="num"><span>${number}</span></span>${text}</p>`;
const opening = [
  p('Statut', 'Proposal for a'),
  p('Typedudocument', 'REGULATION OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL'),
  p('Titreobjet', 'on lamps (recast)'),
  p('Institutionquiagit', 'THE EUROPEAN PARLIAMENT AND THE COUNCIL OF THE EUROPEAN UNION,'),
  p('Normal', 'Having regard to the Treaty,'),
  p('Normal', 'Whereas:'),
];

describe('a recast', () => {
  const document = readDocument(
    page(
      ...opening,
      p('CRSeparator', ' '),
      p('CRReference', '🡻 428/2009 recital 1 (adapted)'),
      li(
        'ManualConsidrant',
        '(1)',
        '<span class="CRMarker">⌦ </span><span>Lamps </span><span class="CRDeleted">burn oil</span><span class="CRMinorChangeAdded">give light</span><span class="CRMarker"> ⌫</span>.',
      ),
      p('CRReference', '🡺 new'),
      p('Titrearticle', 'Article 1<br/>Scope'),
      li('ManualNumPar1', '1.', '🡺 Lamps shall be lit. 🡸'),
      li('ManualNumPar1', '<span class="CRDeleted">2.</span>', '<del>Oil shall be sold.</del>'),
    ),
  );

  test('leaves out what it strikes from the old act, and the signs in the text', () => {
    expect(at(document, 'rec_1')).toBe('Lamps give light.');
    expect(at(document, 'art_1/par_1')).toBe('Lamps shall be lit.');
    expect(pathsOf(document)).not.toContain('art_1/par_2');
  });

  test('says so', () => {
    expect(document.unread.map((one) => one.where)).toContain('Recast');
    expect(document.warnings).toEqual([]);
  });
});

test('a proposal that does not mark who adopts begins with its first recital', () => {
  const document = readDocument(
    page(
      ...opening.slice(0, 3),
      li('ManualConsidrant', '(1)', 'Lamps give light.'),
      p('Formuledadoption', 'HAVE ADOPTED THIS REGULATION:'),
      p('Titrearticle', 'Article 1'),
      p('Normal', 'Lamps shall be lit.'),
    ),
  );
  expect(pathsOf(document)).toEqual(['title', 'rec_1', 'art_1', 'art_1/par_1']);
});

test('numbers that stand in the text itself are found', () => {
  const document = readDocument(
    page(
      ...opening,
      p('ManualConsidrant', '(1) Lamps give light.'),
      p('Titrearticle', 'Article 1'),
      p('ManualNumPar1', '1. Keepers shall:'),
      p('Point1', '(a) light lamps;'),
      p('Tiret2', '– by hand;'),
    ),
  );
  expect(pathsOf(document).slice(2)).toEqual([
    'rec_1',
    'art_1',
    'art_1/par_1',
    'art_1/par_1/pt_a',
    'art_1/par_1/pt_a/ind_1',
  ]);
});

test('annexes in a file of their own are read', () => {
  const document = readDocument(
    page(
      p('Rfrenceinstitutionnelle', 'COM(2099) 1 final'),
      p('Annexetitre', 'ANNEXES'.slice(0, 5) + ' I'),
      p('Annexetitre', 'Kinds of lamps'),
      li('ManualHeading1', '1.', 'Big lamps'),
      li('Point0', '(a)', 'with oil;'),
      '<table><tr><td><p>Lamp</p></td><td><p>Oil</p></td></tr><tr><td>Big</td><td>12</td></tr></table>',
      p('Annexetitre', 'ANNEX II'),
      p('Normal', 'Forms.'),
    ),
  );
  expect(document).toMatchObject({
    number: 'COM(2099) 1 final',
    counts: { annexes: 2, articles: 0 },
  });
  expect(at(document, 'anx_I')).toBe('Kinds of lamps');
  expect(pathsOf(document)).toEqual([
    'anx_I',
    'anx_I/prt_1',
    'anx_I/prt_1/pt_a',
    'anx_I/prt_1/tbl_1',
    'anx_II',
    'anx_II/sub_1',
  ]);
});

test('a style that nobody knows is read as text, and told', () => {
  const document = readDocument(
    page(
      ...opening,
      li('ManualConsidrant', '(1)', 'Lamps give light.'),
      p('Titrearticle', 'Article 1'),
      p('Sonderformat', 'Lamps shall be lit.'),
    ),
  );
  expect(at(document, 'art_1/par_1')).toBe('Lamps shall be lit.');
  expect(document.warnings).toEqual([
    'The style “Sonderformat” is not known; it was read as plain text.',
  ]);
});
