import { describe, expect, test } from 'vitest';
import { amendmentsOf, at, pathsOf, provisionsOf, readFixture } from './support.ts';

describe('a Commission proposal', () => {
  const document = readFixture('proposal.xhtml');

  test('says which document it is', () => {
    expect(document).toMatchObject({
      format: 'eurlex-proposal-html',
      language: 'en',
      number: 'COM(2099) 1 final',
      date: '2099-01-12',
      procedure: '2099/0001(COD)',
      title:
        'Proposal for a REGULATION OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL on the keeping of lighthouses and harbour lights (Lighthouse Act) (Text with EEA relevance)',
      warnings: [],
    });
  });

  test('has as many provisions as its fixture, not counting memorandum and financial statement', () => {
    expect(document.counts).toEqual({
      citations: 4,
      recitals: 6,
      articles: 7,
      paragraphs: 8,
      points: 21,
      annexes: 1,
      amendments: 0,
    });
  });

  test('names the parts that are no legal text', () => {
    expect(document.unread.map((one) => one.where)).toEqual([
      'Footnotes',
      'Cover page and explanatory memorandum',
      'Signatures',
      'Financial statement and what else follows the act',
      'Preamble',
    ]);
  });

  test('keeps blanks that are text and drops breaks that are pretty-printing', () => {
    expect(at(document, 'rec_1')).toBe(
      'Lighthouses guide ships along the coasts of the Union and keep sailors safe, warm and confident in their course.',
    );
  });

  test('leaves out the marks of footnotes', () => {
    expect(at(document, 'cit_3')).toBe(
      'Having regard to the opinion of the Guild of Lamplighters,',
    );
    expect(at(document, 'rec_4')).toContain('No 139/2004 does not speak of them');
  });

  test('a closing recital without a number continues the last one, whatever its style is called', () => {
    expect(at(document, 'rec_6/sub_2')).toBe(
      'This Regulation respects the sleep of those who live near a lighthouse.',
    );
    expect(at(document, 'rec_3/sub_2')).toMatch(/^Those hours/);
  });

  test('number and name of a division may stand in one paragraph or in two', () => {
    const divisions = provisionsOf(document).filter((one) => one.kind === 'division');
    expect(divisions.map(({ path, number, text }) => [path, number, text])).toEqual([
      ['chp_1', 'I', 'General provisions'],
      ['chp_2', 'II', 'DUTIES OF KEEPERS'],
      ['chp_2/sec_1', '1', 'The light'],
      ['chp_2/sec_2', '2', 'The watch'],
      ['chp_3', 'III', 'Final provisions'],
    ]);
  });

  test('points of definitions lie in an unnumbered paragraph 1, with points and dashes below', () => {
    expect(pathsOf(document).filter((path) => path.startsWith('art_2/'))).toEqual([
      'art_2/par_1',
      'art_2/par_1/pt_1',
      'art_2/par_1/pt_2',
      'art_2/par_1/pt_2/pt_a',
      'art_2/par_1/pt_2/pt_b',
      'art_2/par_1/pt_2/pt_c',
      'art_2/par_1/pt_3',
      'art_2/par_1/pt_3/ind_1',
      'art_2/par_1/pt_3/ind_2',
      'art_2/par_1/pt_4',
    ]);
  });

  test('points belong to the subparagraph that introduces them', () => {
    expect(pathsOf(document).filter((path) => path.startsWith('art_3/par_2'))).toEqual([
      'art_3/par_2',
      'art_3/par_2/pt_a',
      'art_3/par_2/pt_b',
      'art_3/par_2/pt_b/sub_2',
      'art_3/par_2/pt_c',
      'art_3/par_2/sub_2',
      'art_3/par_2/sub_2/pt_a',
      'art_3/par_2/sub_2/pt_b',
      'art_3/par_2/sub_3',
    ]);
  });

  test('a quoted article is part of the words that quote it', () => {
    expect(pathsOf(document)).not.toContain('art_4a');
    expect(at(document, 'art_6/par_1')).toBe(
      'In Regulation (EU) 2090/12 the following Article is inserted:\n‘Article 4a\nFoghorns\n1. Foghorns shall be painted red.\n2. They shall be painted again every two years.’.',
    );
  });

  test('the annex after the financial statement is read', () => {
    expect(at(document, 'anx_I')).toBe('Characters of lights');
    expect(at(document, 'anx_I/sub_1')).toBe('The following characters are used:');
    expect(at(document, 'anx_I/pt_3')).toMatch(/^occulting light/);
  });

  test('the closing words belong to the last article', () => {
    expect(at(document, 'art_7/par_1/sub_2')).toMatch(/^This Regulation shall be binding/);
  });
});

describe('an act in Formex', () => {
  const document = readFixture('act.fmx.xml');

  test('says which document it is', () => {
    expect(document).toMatchObject({
      format: 'formex',
      language: 'en',
      number: 'Regulation (EU) 2099/111',
      date: '2099-11-14',
      procedure: null,
      warnings: [],
      counts: { citations: 5, recitals: 7, articles: 8, paragraphs: 11, points: 24, annexes: 1 },
    });
  });

  test('processing instructions, notes and figures leave the sentence as it is printed', () => {
    expect(at(document, 'art_3/par_1')).toMatch(/^The keeper shall light the lamp half an hour/);
    expect(at(document, 'rec_6')).toBe(
      'More than 10 000 lamps burn along the coasts of the Union, and each of them needs a keeper who writes a logbook.',
    );
    expect(at(document, 'art_2/par_1/pt_1')).toMatch(/^‘lighthouse’ means/);
  });

  test('is divided like the proposal it comes from', () => {
    const paths = pathsOf(document).filter((path) => path.startsWith('art_3/par_2'));
    expect(paths).toEqual(
      pathsOf(readFixture('proposal.xhtml')).filter((path) => path.startsWith('art_3/par_2')),
    );
  });

  test('a quoted article is part of the words that quote it', () => {
    expect(at(document, 'art_7/par_1')).toBe(
      'In Regulation (EU) 2090/12 the following Article is inserted:\n‘Article 4a\nFoghorns\n1. Foghorns shall be painted red.\n2. They shall be painted again:\n(a) every two years;\n(b) after a storm.’.',
    );
    expect(document.counts.articles).toBe(8);
  });

  test('every provision says where it stands', () => {
    const locators = new Map(provisionsOf(document).map((one) => [one.path, one.locator]));
    expect(locators.get('art_3/par_2/sub_2/pt_a')).toBe(
      'Article 3(2), second subparagraph, point (a)',
    );
    expect(locators.get('art_2/par_1/pt_2/pt_b')).toBe('Article 2, point (2)(b)');
    expect(locators.get('anx_I/pt_2')).toBe('Annex I, point 2');
  });
});

describe('a consolidated position of Parliament', () => {
  const document = readFixture('position.html');

  test('says which document it is', () => {
    expect(document).toMatchObject({
      format: 'oj-act-html',
      language: 'en',
      number: 'P12_TA(2099)0009',
      date: '2099-08-15',
      procedure: '2099/0001(COD)',
      warnings: [],
      counts: { citations: 4, recitals: 6, articles: 6, annexes: 1 },
    });
  });

  test('new words are plain text and deletions leave nothing behind', () => {
    expect(at(document, 'rec_1')).toContain('keep sailors safe, dry and confident');
    expect(at(document, 'rec_3')).toMatch(/in all Member States\.$/);
    expect(at(document, 'rec_4')).toBe('Fog signals are heard where light is not seen.');
    expect(pathsOf(document)).not.toContain('rec_5');
    expect(JSON.stringify(document)).not.toContain('▌');
  });

  test('inserted numbers are closed up', () => {
    expect(pathsOf(document)).toEqual(
      expect.arrayContaining(['rec_3a', 'art_1/par_2/pt_ba', 'art_3/par_1a', 'art_4a/par_1']),
    );
  });
});

describe('Parliament’s amendments', () => {
  const document = readFixture('amendments.html');
  const amendments = new Map(amendmentsOf(document).map((one) => [one.number, one]));

  test('says which document it is', () => {
    expect(document).toMatchObject({
      format: 'oj-amendments-html',
      language: 'en',
      number: 'P12_TA(2099)0007',
      date: '2099-06-15',
      procedure: '2099/0001(COD)',
      counts: { amendments: 15, articles: 0 },
      warnings: [],
    });
  });

  test('numbers are kept as printed', () => {
    expect([...amendments.keys()]).toEqual(
      '1,2,3,4,5,6,8,9 and 21/rev,10,11/rev,12,13,14,15,16'.split(','),
    );
  });

  test('a replaced provision has both texts', () => {
    expect(amendments.get('3')).toEqual({
      number: '3',
      location: 'Article 1 — paragraph 2 — point b',
      original: [{ number: 'b', text: 'lights at the entrance of harbours.', level: 0 }],
      amended: [
        { number: 'b', text: 'lights at the entrance of harbours and of canals.', level: 0 },
      ],
      deletes: false,
    });
  });

  test('a new provision has no original, and no footnote marks', () => {
    const { original, amended } = amendments.get('2')!;
    expect(original).toEqual([]);
    expect(amended[0]).toEqual({
      number: '3a',
      text: 'Birds are drawn to the light. Keepers should dim the lamp when flocks pass.',
      level: 0,
    });
  });

  test('a deletion has no amended text', () => {
    expect(amendments.get('5')).toMatchObject({ amended: [], deletes: true });
    expect(amendments.get('14')).toMatchObject({ amended: [], deletes: true });
    expect(amendmentsOf(document).filter((one) => one.deletes)).toHaveLength(2);
  });

  test('a title is amended by its words alone', () => {
    expect(amendments.get('8')!.amended).toEqual([
      { number: null, text: 'Hours and strength of lighting', level: 0 },
    ]);
  });

  test('a whole new article has its heading in the first line and its levels below', () => {
    const lines = amendments
      .get('12')!
      .amended.map(({ number, text, level }) => [level, number, text]);
    expect(lines).toEqual([
      [0, 'Article 4a', 'Protection of birds'],
      [0, '1', 'The keeper shall dim the lamp while a flock passes.'],
      [0, '2', 'The keeper shall count:'],
      [1, 'a', 'the birds;'],
      [1, 'b', 'the flocks, by:'],
      [2, 'i', 'kind;'],
      [2, 'ii', 'direction.'],
      [0, null, 'The numbers shall be written in the logbook.'],
    ]);
  });

  test('a table under headings of its own is all Parliament’s, its first row too', () => {
    expect(amendments.get('16')).toMatchObject({
      location: 'Annex II — table (new)',
      original: [],
      amended: [
        { text: 'Kind of lamp | Oil | Range' },
        { text: 'Coast | 12 litres a night | 20 miles' },
        { text: 'Harbour | 3 litres a night | 5 miles' },
      ],
    });
  });
});

test.each(['proposal.xhtml', 'act.fmx.xml', 'position.html'])(
  'every path in %s is unique',
  (name) => {
    const paths = pathsOf(readFixture(name));
    expect(new Set(paths).size).toBe(paths.length);
  },
);
