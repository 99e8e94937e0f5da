/** Pages of the Official Journal that differ from the fixtures. */
import { describe, expect, test } from 'vitest';
import { readDocument } from '#server/imports/formats/read-document.ts';
import { amendmentsOf, at, bytesOf, pathsOf } from './support.ts';

function page(language: string, ...parts: readonly string[]): Uint8Array {
  const head = `<p class="oj-hd-lg">${language}</p>`;
  return bytesOf(`<html><body>${head}${parts.join('\n')}</body></html>`);
}

const p = (style: string, text: string) => `<p class="oj-${style}">${text}</p>`;
const item = (mark: string, text: string) =>
  `<table><tr><td>${p('normal', mark)}</td><td>${p('normal', text)}</td></tr></table>`;
const act = [
  `<div class="eli-main-title">${p('doc-ti', 'REGULATION (EU) 2099/5')}${p('doc-ti', 'of 3 March 2099')}</div>`,
  p('normal', 'THE EUROPEAN PARLIAMENT AND THE COUNCIL OF THE EUROPEAN UNION,'),
  p('normal', 'Having regard to the Treaty,'),
  p('normal', 'Whereas:'),
  item('(1)', 'Lamps give light.'),
  p('normal', 'HAVE ADOPTED THIS REGULATION:'),
  p('ti-art', 'Article 1'),
  p('normal', '1.\u00a0\u00a0\u00a0Lamps shall be lit.'),
];

test('a resolution before the act is left out, and told', () => {
  const resolution = [
    p('doc-ti', 'P12_TA(2099)0001'),
    p('normal', 'The European Parliament,'),
    item('—', 'having regard to the proposal,'),
    p('normal', '1.\u00a0\u00a0\u00a0Adopts its position;'),
  ];
  const document = readDocument(page('EN', ...resolution, ...act));
  expect(document.number).toBe('P12_TA(2099)0001');
  expect(pathsOf(document)).toEqual(['title', 'cit_1', 'rec_1', 'art_1', 'art_1/par_1']);
  expect(document.unread.map((one) => one.where)).toContain('Before the act');
});

test('annexes after the signatures and footnotes have parts, tables and lists', () => {
  const document = readDocument(
    page(
      'EN',
      ...act,
      `<div class="oj-final">${p('normal', 'This Regulation shall be binding in its entirety.')}${p('normal', 'Done at Brussels, 3 March 2099.')}</div>`,
      '<hr class="oj-note"/>',
      p('note', '(1) A note.'),
      '<hr class="oj-doc-sep"/>',
      p('doc-ti', 'ANNEX I'),
      p('doc-ti', 'Kinds of lamps'),
      p('ti-section-1', 'PART A'),
      p('ti-section-2', 'Big lamps'),
      item('1.', 'with oil;'),
      `<table class="oj-table"><tr><td>${p('tbl-txt', 'Lamp')}</td><td>${p('tbl-txt', 'Oil')}</td></tr></table>`,
      '<hr class="oj-separator"/>',
      p('normal', 'ISSN 1977-0677'),
    ),
  );
  expect(pathsOf(document).slice(4)).toEqual([
    'art_1/par_1',
    'art_1/par_1/sub_2',
    'anx_I',
    'anx_I/prt_A',
    'anx_I/prt_A/pt_1',
    'anx_I/prt_A/tbl_1',
  ]);
  expect(at(document, 'anx_I')).toBe('Kinds of lamps');
  expect(at(document, 'anx_I/prt_A')).toBe('Big lamps');
  expect(at(document, 'anx_I/prt_A/tbl_1')).toBe('Lamp | Oil');
});

describe('amendments in other languages and to amending acts', () => {
  const heading = (...lines: string[]) => lines.map((line) => p('ti-grseq-1', line)).join('');
  const table = (left: string, right: string, columns: readonly [string, string]) =>
    `<table class="oj-table"><tr><td>${p('tbl-hdr', columns[0])}</td><td>${p('tbl-hdr', columns[1])}</td></tr><tr><td>${p('normal', left)}</td><td>${p('normal', right)}</td></tr></table>`;
  const french = ['Texte proposé par la Commission', 'Amendement'] as const;
  const title =
    p('doc-ti', 'P12_TA(2099)0002') +
    p(
      'doc-ti',
      'Amendements du Parlement européen, adoptés le 3 mars 2099, à la proposition de règlement (COM(2099)0001 – 2099/0001(COD))',
    );

  const document = readDocument(
    page(
      'FR',
      title,
      heading('Amendement 1', 'Proposition de règlement', 'Considérant 1'),
      table('La lampe.', 'Les lampes.', french),
      heading('Amendements 2 et 14/rev', 'Proposition de règlement', 'Article 1 – paragraphe 1'),
      table('Une phrase.', 'supprimé', french),
      heading(
        'Amendement 3',
        'Proposition de règlement',
        'Article 2 – point 1',
        'Règlement (UE) 2090/12',
        'Article 5',
      ),
      table(' ', 'Une autre.', french),
      heading('TITRE I'),
      heading('Amendement 4', 'Proposition de règlement', 'Article 3'),
      table('Une lampe.', 'Deux lampes.', french),
    ),
  );

  test('are read by their place alone', () => {
    expect(document).toMatchObject({
      language: 'fr',
      date: '2099-03-03',
      procedure: '2099/0001(COD)',
    });
    const read = amendmentsOf(document).map(({ number, location, deletes }) => [
      number,
      location,
      deletes,
    ]);
    expect(read).toEqual([
      ['1', 'Considérant 1', false],
      ['2 et 14/rev', 'Article 1 – paragraphe 1', true],
      ['3', 'Article 2 – point 1', false],
      ['4', 'Article 3', false],
    ]);
  });

  test('tell what is not kept', () => {
    expect(document.unread.map((one) => one.why)).toEqual([
      '“TITRE I” belongs to no amendment.',
      'Places in the act to be amended, named besides those in the proposal: 1.',
    ]);
  });
});
