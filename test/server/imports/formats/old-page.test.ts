/** Old EUR-Lex pages: nothing but lines, told apart by their words and their place. */
import { describe, expect, test } from 'vitest';
import { DomainError } from '#domain/errors.ts';
import { readDocument } from '#server/imports/formats/read-document.ts';
import { at, bytesOf, pathsOf } from './support.ts';

const p = (lines: readonly string[]) => lines.map((line) => `<p>${line}</p>`).join('\n');

function page(lines: readonly string[], frame: (text: string) => string): Uint8Array {
  return bytesOf(
    `<html lang="EN"><head><title>31999R0001</title></head><body><h1>31999R0001</h1>${frame(p(lines))}</body></html>`,
  );
}

const frames: Record<string, (text: string) => string> = {
  TexteOnly: (text) => `<div id="TexteOnly"><p><txt_te>${text}</txt_te></p></div>`,
  textTabContent: (text) => `<div id="textTabContent"><div>${text}</div></div>`,
  'line breaks': (text) =>
    `<div id="TexteOnly"><p>${text.replaceAll('</p>\n<p>', '<br><br>').replace(/<\/?p>/g, '')}</p></div>`,
};

const regulation = [
  'Council Regulation (EC) No 1/99',
  'of 3 March 1999',
  'on lighthouses',
  'THE COUNCIL OF THE EUROPEAN UNION,',
  'Having regard to the proposal from the Commission(1),',
  'Whereas:',
  '(1) It is dark at sea(2).',
  '(2) Article 3(1) of the Convention says so.',
  'HAS ADOPTED THIS REGULATION:',
  'TITLE I',
  'GENERAL PROVISIONS',
  'Article 1',
  'Light',
  '1. Keepers shall light:',
  '(a) lamps:',
  '(i) big ones;',
  '(ii) small ones;',
  '- with oil,',
  '(b) mirrors.',
  'They do so at night.',
  '2. Nobody else shall.',
  'Article 2',
  'This Regulation shall enter into force tomorrow.',
  'This Regulation shall be binding in its entirety.',
  'Done at Brussels, 3 March 1999.',
  'For the Council',
  'The President',
  'ANNEX',
  'COLOURS',
  '1. Red.',
  '(1) OJ C 29, 31.1.1994, p. 20.',
  '(2) Convention of 1972.',
];

describe.each(Object.keys(frames))('a page with its text in %s', (name) => {
  const document = readDocument(page(regulation, frames[name]!));

  test('says which act it is', () => {
    expect(document).toMatchObject({
      format: 'old-page-html',
      language: 'en',
      number: 'Council Regulation (EC) No 1/99',
      date: '1999-03-03',
      title: 'Council Regulation (EC) No 1/99 of 3 March 1999 on lighthouses',
    });
  });

  test('has its provisions in their places', () => {
    expect(pathsOf(document)).toEqual([
      'title',
      'cit_1',
      'rec_1',
      'rec_2',
      'ttl_1',
      'art_1',
      'art_1/par_1',
      'art_1/par_1/pt_a',
      'art_1/par_1/pt_a/pt_i',
      'art_1/par_1/pt_a/pt_ii',
      'art_1/par_1/pt_a/pt_ii/ind_1',
      'art_1/par_1/pt_b',
      'art_1/par_1/sub_2',
      'art_1/par_2',
      'art_2',
      'art_2/par_1',
      'art_2/par_1/sub_2',
      'anx_1',
      'anx_1/pt_1',
    ]);
    expect(at(document, 'art_1')).toBe('Light');
    expect(at(document, 'art_2')).toBe('');
    expect(at(document, 'anx_1')).toBe('COLOURS');
  });

  test('loses the marks of its footnotes, and no number of a citation', () => {
    expect(at(document, 'cit_1')).toBe('Having regard to the proposal from the Commission,');
    expect(at(document, 'rec_1')).toBe('It is dark at sea.');
    expect(at(document, 'rec_2')).toBe('Article 3(1) of the Convention says so.');
    expect(document.unread.map(({ where }) => where)).toEqual([
      'Footnotes',
      'Preamble',
      'Signatures',
      'After the text',
    ]);
  });
});

test('recitals without numbers begin with one and the same word', () => {
  const lines = [
    'Règlement (CEE) n° 1/62 du Conseil du 3 mars 1962',
    'LE CONSEIL DE LA COMMUNAUTÉ ÉCONOMIQUE EUROPÉENNE,',
    'vu le traité,',
    'considérant que la mer est sombre;',
    'considérant que les lampes éclairent,',
    'A ARRÊTÉ LE PRÉSENT RÈGLEMENT:',
    'Article premier',
    'Les lampes sont allumées.',
    'Fait à Bruxelles, le 3 mars 1962.',
  ];
  const document = readDocument(
    bytesOf(`<html lang="FR"><body><div id="TexteOnly">${p(lines)}</div></body></html>`),
  );
  expect(document).toMatchObject({ language: 'fr', date: '1962-03-03' });
  expect(pathsOf(document)).toEqual(['title', 'cit_1', 'rec_1', 'rec_2', 'art_1', 'art_1/par_1']);
});

test('a page of another kind is refused with a sentence', () => {
  const read = () => readDocument(bytesOf('<html><body><p>Part 1</p><p>News.</p></body></html>'));
  expect(read).toThrow(DomainError);
  expect(read).toThrow(/web page of another kind/);
});
