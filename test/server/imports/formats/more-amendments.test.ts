/** Amendments from the Parliament's site, in Akoma Ntoso and from Parltrack; and its texts adopted. */
import { describe, expect, test } from 'vitest';
import { readDocument } from '#server/imports/formats/read-document.ts';
import { amendmentsOf, at, bytesOf, fixtureBytes, pathsOf, readFixture } from './support.ts';

const line = (number: string | null, text: string, level = 0) => ({ number, text, level });

describe('a report on the Parliament’s site', () => {
  const document = readFixture('report.html');
  const [first, second, third] = amendmentsOf(document);

  test('says which report it is', () => {
    expect(document).toMatchObject({
      format: 'parliament-page-html',
      language: 'en',
      number: 'A12-0007/2031',
      date: '2031-05-04',
      procedure: '2031/0001(COD)',
      counts: { amendments: 3 },
      warnings: [],
    });
  });

  test('has both columns, with numbers, depths and the justification', () => {
    expect(first).toEqual({
      number: '1',
      location: 'Article 1 – paragraph 1',
      original: [line('1', 'Keepers shall light the lamp.')],
      amended: [
        line('1', 'Keepers shall:'),
        line('a', 'light the lamp;', 1),
        line('i', 'with oil; or', 2),
        line('b', 'sound the horn.', 1),
      ],
      deletes: false,
      justification: 'A lamp is not enough in fog.\nA horn is heard.',
    });
  });

  test('names authors where they stand above the place', () => {
    expect(second).toMatchObject({
      location: 'Article 2 – paragraph 3',
      authors: 'Ada Lamp, Bo Mirror',
      amended: [],
      deletes: true,
    });
  });

  test('has new articles with their names', () => {
    expect(third).toMatchObject({
      location: 'Article 2 a (new)',
      original: [],
      amended: [line('Article 2a', 'Fog'), line(null, 'Horns are loud.')],
    });
    expect(document.unread.map(({ where }) => where)).toEqual(['Other parts of the page']);
  });

  test('a page of the site without either is refused, with what to do', () => {
    const page =
      '<html><body><a href="https://www.europarl.europa.eu/">P</a><p>News.</p></body></html>';
    expect(() => readDocument(bytesOf(page))).toThrow(
      /open the report or the text adopted in full/,
    );
  });
});

test('a text adopted holds the act that follows the resolution', () => {
  const document = readFixture('text-adopted.html');
  expect(document).toMatchObject({
    format: 'parliament-page-html',
    number: 'P12_TA(2031)0021',
    date: '2031-05-04',
    procedure: '2031/0001(COD)',
    counts: { citations: 1, recitals: 1, articles: 1, paragraphs: 1, points: 2 },
  });
  expect(at(document, 'title')).toMatch(/^Position of the European Parliament .*\non lighthouses$/);
  expect(at(document, 'rec_1')).toBe('It is very dark.');
  expect(at(document, 'art_1')).toBe('Light');
  expect(at(document, 'art_1/par_1')).toBe('Keepers shall light:');
  expect(pathsOf(document).at(-1)).toBe('art_1/par_1/sub_2');
  expect(document.unread.map(({ where }) => where)).toContain('Before the act');
});

describe('a collection of amendments in Akoma Ntoso', () => {
  const document = readFixture('amendments.akn.xml');
  const [first, second, third] = amendmentsOf(document);

  test('says which document it is', () => {
    expect(document).toMatchObject({
      format: 'akoma-ntoso',
      language: 'en',
      number: 'PE999.123v01-00',
      date: '2031-05-04',
      procedure: '2031/0001(COD)',
      counts: { amendments: 3 },
    });
  });

  test('has numbers, places, both texts, authors and justifications', () => {
    expect(first).toEqual({
      number: '61',
      location: 'Article 1 – paragraph 1',
      original: [line('1', 'Keepers light the lamp.')],
      amended: [
        line('1', 'Keepers:'),
        line('a', 'light the lamp;', 1),
        line('b', 'sound the horn.', 1),
      ],
      deletes: false,
      authors: 'Ada Lamp, Bo Mirror',
      justification: 'Fog.\nNight.',
    });
    expect(second).toEqual({
      number: '62',
      location: 'Article 1 a (new)',
      original: [],
      amended: [line('Article 1a', 'Fog'), line(null, 'Horns are loud.')],
      deletes: false,
    });
  });

  test('one without a number is counted, and told', () => {
    expect(third).toMatchObject({ number: '3', location: 'Recital 2', deletes: true });
    expect(document.warnings).toEqual([
      'An amendment carries no number; it is kept as Amendment 3.',
    ]);
  });
});

describe('amendments from Parltrack', () => {
  const document = readFixture('parltrack.json');
  const [first, second] = amendmentsOf(document);

  test('of the procedure that most of them are about', () => {
    expect(document).toMatchObject({
      format: 'parltrack-json',
      language: 'en',
      number: 'PE999.123v01-00',
      date: '2031-05-04',
      procedure: '2031/0001(COD)',
      counts: { amendments: 2 },
      unread: [{ where: 'Other procedures', why: '1 amendment.' }],
      warnings: ['1 amendment of 2 were tabled in other languages.'],
    });
  });

  test('have the lines of the page put together again', () => {
    expect(first).toEqual({
      number: '61',
      location: 'Article 1 – paragraph 1',
      original: [line('1', 'Keepers light the lamp.')],
      amended: [
        line('1', 'Keepers light the long-lasting lamp and sound:'),
        line('a', 'the horn;', 1),
        line('b', 'the bell.', 1),
      ],
      deletes: false,
      authors: 'Ada Lamp, Bo Mirror',
      justification: 'Fog.\nNight.',
    });
    expect(second).toMatchObject({
      number: '62/rev',
      location: 'Article 2 – paragraph 3',
      deletes: true,
      authors: 'Ada Lamp',
    });
  });

  test('damaged, say where', () => {
    const broken = new TextDecoder().decode(fixtureBytes('parltrack.json')).slice(0, -40);
    expect(() => readDocument(bytesOf(broken))).toThrow(
      /^Expected complete JSON, but .* in line 3, column \d+\./,
    );
    const deep = `[{"location":1,"new":1,"seq":${'['.repeat(50)}`;
    expect(() => readDocument(bytesOf(deep))).toThrow(/nested more than 40 deep/);
  });
});

describe('a text as a tree', () => {
  const text = new TextDecoder().decode(fixtureBytes('tree.json'));

  test('is read in English, and the other languages are named', () => {
    const document = readFixture('tree.json');
    expect(document).toMatchObject({
      format: 'proposal-tree-json',
      language: 'en',
      number: 'COM(2031) 7 final',
      warnings: [
        'The file holds the text in 2 languages; the English one was taken. Also in it: French.',
      ],
    });
    expect(pathsOf(document)).toEqual([
      'title',
      'rec_1',
      'chp_1',
      'art_1',
      'art_1/par_1',
      'art_1/par_1/pt_a',
      'art_1/par_1/pt_a/pt_i',
      'art_1/par_1/pt_b',
      'art_1/par_1/sub_2',
      'art_2',
      'art_2/par_1',
      'art_2/par_1/pt_1',
    ]);
    expect(at(document, 'rec_1')).toBe('It is dark.');
  });

  test('without English is read in its first language', () => {
    const french = readDocument(bytesOf(text.replaceAll('"en":', '"hu":')));
    expect(french.language).toBe('fr');
    expect(at(french, 'art_1')).toBe('Devoirs');
  });
});
