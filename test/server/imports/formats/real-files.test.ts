/**
 * The institutions' own files, where they lie beside the project. Counts are compared with
 * those of EXPECTED.json, which were made without any of our readers. The file called 52023AP0385 is
 * misnamed: it prints P9_TA(2023)0069 of 14 March 2023, which is CELEX 52023AP0069.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Amendment } from '#domain/provision.ts';
import type { ImportedDocument } from '#server/imports/formats/imported-document.ts';
import { sharedFile } from '#test/support/shared-data.ts';
import { amendmentsOf, at, pathsOf, provisionsOf, readShared, sharedText } from './support.ts';
import {
  aknBody,
  countWords,
  coverage,
  formexBody,
  ojBody,
  plainWords,
  proposalBody,
} from './word-count.ts';

interface ExpectedFormex {
  root: string;
  visas: number;
  recitals: number;
  articles: number;
  numbered_paragraphs: number;
  list_items: number;
}
interface ExpectedSample {
  num: number;
  location: string;
  commission: string;
  amendment: string;
}
interface ExpectedHtml {
  layout: string;
  article_headings: number;
  recital_ids: number;
  recital_paragraphs?: number;
  numbered_paragraphs?: number;
  ep_amendments?: {
    two_column_tables: number;
    single_number_headings: number;
    right_cell_deleted: number;
    marked_new: number;
    samples: ExpectedSample[];
  };
}

interface ExpectedWord {
  pe: string;
  amendments: number;
  first: string;
  last: string;
  with_justification: number;
  original_languages: Record<string, number>;
  left_empty: number;
  new_provisions: number;
  procedure_as_printed: string[];
  samples: (ExpectedSample & {
    authors: string;
    justification: string | null;
    original_language: string;
  })[];
}

interface ExpectedAkn {
  document: string[];
  citations: number;
  recitals: number;
  chapters: number;
  articles: number;
  points: number;
}

const isAbsent = sharedFile('formex/EXPECTED.json') === undefined;
const formex = expectedOf<ExpectedFormex>('formex');
const html = expectedOf<ExpectedHtml>('eurlex-html');
const word = expectedOf<ExpectedWord>('ep-amendments');
const akn = expectedOf<ExpectedAkn>('akn');

function expectedOf<Expected>(folder: string): Record<string, Expected> {
  const path = sharedFile(`${folder}/EXPECTED.json`);
  if (!path) return {};
  const files = JSON.parse(readFileSync(path, 'utf8')) as Record<string, Expected>;
  delete files['_note'];
  return files;
}

function wordsOf(document: ImportedDocument): Map<string, number> {
  const after = provisionsOf(document).filter((one) => !/^(?:title|citation)$/.test(one.kind));
  return countWords(after.map((one) => one.text).join('\n'));
}

/** Nothing lost and nothing doubled: 99.5 per cent in both directions. */
function expectSameWords(source: Map<string, number>, document: ImportedDocument): void {
  expect(coverage(source, wordsOf(document))).toBeGreaterThan(0.995);
  expect(coverage(wordsOf(document), source)).toBeGreaterThan(0.995);
}

function expectUniquePaths(document: ImportedDocument): void {
  expect(new Set(pathsOf(document)).size).toBe(pathsOf(document).length);
  expect(document.warnings.filter((one) => one.includes('more than once'))).toEqual([]);
}

describe.skipIf(isAbsent)('Formex files (skipped where the shared data are absent)', () => {
  const acts = Object.keys(formex).filter((name) =>
    /^(?:ACT|ANNEX|CONS\.ACT)$/.test(formex[name]!.root),
  );

  test.each(acts)('%s has the counts of EXPECTED.json', (name) => {
    const { counts } = readShared(`formex/${name}`);
    const expected = formex[name]!;
    // 32023R2854 marks “Whereas:” as a recital (CONSID) and the last citation as its opening.
    const misplaced = name.startsWith('32023R2854') ? 1 : 0;
    expect(counts).toMatchObject({
      citations: expected.visas + misplaced,
      recitals: expected.recitals - misplaced,
      articles: expected.articles,
      paragraphs: expected.numbered_paragraphs,
    });
  });

  test.each(acts)('%s: every list item is a point, a dash, or quoted', (name) => {
    const document = readShared(`formex/${name}`);
    const xml = sharedText(`formex/${name}`).replace(/<\?[^]*?\?>/g, '');
    const quoted =
      xml
        .match(/<QUOT\.S\b[^]*?<\/QUOT\.S>/g)
        ?.join('')
        .match(/<ITEM>/g)?.length ?? 0;
    // Numbered paragraphs outside a list (EUTM, Annex I) are points as well.
    const bare = xml.match(/(?<!<ITEM>|<CONSID>|<TI>|<QUOT\.S LEVEL="1">)<NP>/g)?.length ?? 0;
    const items = provisionsOf(document).filter(
      (one) => one.kind === 'point' || one.kind === 'indent',
    );
    expect(items.length + quoted).toBe(formex[name]!.list_items + bare);
  });

  test.each(acts)('%s: paths are unique and no word is lost or doubled', (name) => {
    const document = readShared(`formex/${name}`);
    expectUniquePaths(document);
    expectSameWords(plainWords(formexBody(sharedText(`formex/${name}`))), document);
  });

  test('the Spanish text has the structure of the English one', () => {
    const english = readShared('formex/32016R0679_GDPR_act_EN.fmx.xml');
    const spanish = readShared('formex/32016R0679_GDPR_act_ES.fmx.xml');
    expect(spanish).toMatchObject({
      language: 'es',
      number: 'Reglamento (UE) 2016/679',
      date: '2016-04-27',
    });
    expect(pathsOf(spanish)).toEqual(pathsOf(english));
  });

  test('descriptors say which file to take instead', () => {
    expect(() => readShared('formex/32022R2065_DSA_doc.fmx.xml')).toThrow(
      /descriptor .* take the file/,
    );
    expect(() => readShared('formex/32023R2854_DataAct_toc.fmx.xml')).toThrow(/table of contents/);
  });

  test('the Digital Markets Act stands where it is cited', () => {
    const document = readShared('formex/32022R1925_DMA_act.fmx.xml');
    expect(document).toMatchObject({ number: 'Regulation (EU) 2022/1925', date: '2022-09-14' });
    expect(at(document, 'art_3/par_8/sub_2/pt_e')).toMatch(/^business user or end user lock-in/);
    expect(at(document, 'art_54/par_1/sub_5')).toMatch(/^This Regulation shall be binding/);
    expect(at(document, 'art_3/par_2/pt_b')).toContain(
      'at least 10 000 yearly active business users',
    );
  });
});

describe.skipIf(isAbsent)('Commission proposals (skipped where the shared data are absent)', () => {
  const proposals = Object.keys(html).filter(
    (name) => html[name]!.layout === 'Commission proposal',
  );

  test.each(proposals)('%s has the counts of EXPECTED.json', (name) => {
    const { counts } = readShared(`eurlex-html/${name}`);
    const expected = html[name]!;
    // EXPECTED.json counts headings and paragraphs of the whole file; in these files none stands
    // outside the act, so the numbers are the same.
    expect(counts).toMatchObject({
      recitals: expected.recital_paragraphs,
      articles: expected.article_headings,
      paragraphs: expected.numbered_paragraphs,
    });
  });

  test.each(proposals)('%s: points are the numbered point paragraphs of the act', (name) => {
    const document = readShared(`eurlex-html/${name}`);
    // EXPECTED.json counts points of the financial statement and unnumbered ones too.
    const points = proposalBody(withNumbers(name)).match(/class="li Point\d"[^>]*>\s*#NUM/g);
    expect(document.counts.points).toBe(points?.length ?? 0);
  });

  test.each(proposals)('%s: paths are unique and no word is lost or doubled', (name) => {
    const document = readShared(`eurlex-html/${name}`);
    expectUniquePaths(document);
    expectSameWords(plainWords(proposalBody(sharedText(`eurlex-html/${name}`))), document);
  });

  function withNumbers(name: string): string {
    return sharedText(`eurlex-html/${name}`).replaceAll(
      '<span class="num">',
      '#NUM<span class="num">',
    );
  }

  test('the proposals say which documents they are', () => {
    expect(readShared('eurlex-html/52020PC0842_DMA_proposal.xhtml')).toMatchObject({
      number: 'COM(2020) 842 final',
      date: '2020-12-15',
      procedure: '2020/0374(COD)',
      language: 'en',
    });
    expect(readShared('eurlex-html/COM-2025-18_proposal_Council-decision.html')).toMatchObject({
      number: 'COM(2025) 18 final',
      procedure: '2025/0006(NLE)',
    });
  });

  test('a paragraph number printed twice is read as the next', () => {
    const document = readShared('eurlex-html/52020PC0842_DMA_proposal.xhtml');
    expect(at(document, 'art_10/par_2/pt_b')).toMatch(/^the contestability of markets is weakened/);
    expect(document.warnings).toEqual([
      'Article 10 prints the number 1 twice; the second is kept as Article 10(2).',
    ]);
  });
});

describe.skipIf(isAbsent)(
  'Official Journal pages (skipped where the shared data are absent)',
  () => {
    const acts = Object.keys(html).filter((name) => html[name]!.layout === 'OJ current (oj-*)');

    test.each(acts)('%s has the counts of EXPECTED.json', (name) => {
      const { counts } = readShared(`eurlex-html/${name}`);
      const expected = html[name]!;
      // Parliament deletes one recital of the Data Act, which leaves an empty place with an id.
      const deleted = name.startsWith('52023AP0385') ? 1 : 0;
      expect(counts).toMatchObject({
        recitals: expected.recital_ids - deleted,
        articles: expected.article_headings,
      });
    });

    test.each(acts)('%s: paths are unique and no word is lost or doubled', (name) => {
      const document = readShared(`eurlex-html/${name}`);
      expectUniquePaths(document);
      const numbers =
        /<p[^>]*class="oj-ti-(?:art|section-1)"[^>]*>[^]*?<\/p>|<td[^>]*>\s*<p class="oj-normal">(?:<span[^>]*>\s*)*\(\w{1,5}\)(?:\s*<\/span>)*\s*<\/p>/g;
      expectSameWords(
        plainWords(ojBody(sharedText(`eurlex-html/${name}`)).replace(numbers, ' ')),
        document,
      );
    });

    test('Parliament’s text of the Data Act is the one of March 2023, whatever its file is called', () => {
      expect(
        readShared('eurlex-html/52023AP0385_DataAct_EP-first-reading-position.html'),
      ).toMatchObject({ number: 'P9_TA(2023)0069', date: '2023-03-14' });
    });

    test('the page and the Formex file of one act have the same provisions', () => {
      const page = readShared('eurlex-html/32016R0679_GDPR_act_website.html');
      const file = readShared('formex/32016R0679_GDPR_act_EN.fmx.xml');
      expect(pathsOf(page)).toEqual(pathsOf(file));
      const different = provisionsOf(page).filter(
        (one) => one.kind !== 'title' && one.text !== at(file, one.path),
      );
      expect(different.map((one) => one.path)).toEqual([]);
    });

    test('a consolidated text is read too', () => {
      const name = '02009L0065-20130620_UCITS_consolidated_excerpt.html';
      const document = readShared(`eurlex-html/${name}`);
      expect(document).toMatchObject({
        format: 'consolidated-html',
        language: 'en',
        number: 'Directive 2009/65/EC',
        date: '2013-06-20',
        counts: { citations: 3, recitals: 6, articles: html[name]!.article_headings, annexes: 4 },
      });
      expectUniquePaths(document);
    });

    test('an old page without structure is read too', () => {
      const document = readShared('eurlex-html/32002R0006_designs_old-text-layout_excerpt.html');
      // EXPECTED.json counts by classes, of which the page has none.
      expect(document).toMatchObject({
        format: 'old-page-html',
        number: 'Council Regulation (EC) No 6/2002',
        date: '2001-12-12',
        counts: { citations: 4, recitals: 5, articles: 6, paragraphs: 11, points: 7 },
      });
      expectUniquePaths(document);
    });

    test('the layout of 2013 to 2022 is read too', () => {
      const document = readShared('eurlex-html/32013R0575_CRR_act_2013-layout_excerpt.html');
      expect(document).toMatchObject({ number: 'Regulation (EU) No 575/2013', date: '2013-06-26' });
      expect(document.counts.articles).toBe(5);
    });
  },
);

describe.skipIf(isAbsent)(
  'Parliament’s amendments (skipped where the shared data are absent)',
  () => {
    const files = Object.keys(html).filter((name) => html[name]!.ep_amendments);

    test.each(files)('%s has the counts of EXPECTED.json', (name) => {
      const document = readShared(`eurlex-html/${name}`);
      const expected = html[name]!.ep_amendments!;
      const amendments = amendmentsOf(document);
      // EXPECTED.json leaves out headings of two numbers or with "/rev" when it counts new places,
      // and a deletion that spans several rows: Amendment 105 of the DSA.
      const singles = amendments.filter((one) => /^\d+$/.test(one.number));
      const overRows = name.startsWith('52022AP0014') ? 1 : 0;
      expect(document.counts.amendments).toBe(expected.two_column_tables);
      expect(singles).toHaveLength(expected.single_number_headings);
      expect(singles.filter(isNew)).toHaveLength(expected.marked_new);
      expect(amendments.filter((one) => one.deletes)).toHaveLength(
        expected.right_cell_deleted + overRows,
      );
      expect(document.unread.map((one) => one.where)).toEqual(['Footnotes']);
    });

    test.each(files)(
      '%s: the left column is empty where a provision is new, and only there',
      (name) => {
        const amendments = amendmentsOf(readShared(`eurlex-html/${name}`));
        const empty = amendments.filter((one) => one.original.length === 0);
        // Amendment 216 of the DMA has two empty cells in the Official Journal itself.
        expect(empty.filter((one) => !isNew(one)).map((one) => one.number)).toEqual(
          name.startsWith('52021AP0499') ? ['216'] : [],
        );
        expect(amendments.filter(isNew).filter((one) => one.original.length > 0)).toEqual([]);
      },
    );

    test.each(files)('%s has the texts of the samples', (name) => {
      const amendments = new Map(
        amendmentsOf(readShared(`eurlex-html/${name}`)).map((one) => [one.number, one]),
      );
      for (const sample of html[name]!.ep_amendments!.samples) {
        const amendment = amendments.get(`${sample.num}`)!;
        expect(amendment.location).toBe(sample.location);
        expect(flat(amendment.original)).toBe(withoutNumber(sample.commission));
        if (sample.amendment === 'deleted') expect(amendment.deletes).toBe(true);
        else expect(flat(amendment.amended)).toBe(withoutNumber(sample.amendment));
      }
    });

    function isNew({ location }: Amendment): boolean {
      return location.endsWith('(new)');
    }

    function flat(lines: readonly { text: string }[]): string {
      return lines.map((line) => line.text).join(' ');
    }

    /** The samples have the number in front and the marks of footnotes in the text. */
    function withoutNumber(text: string): string {
      return text.replace(/^(?:\([\da-z]+\)|\d+\.)\s*/, '').replace(/\s\(\d+\)(?=[\s,.;])/g, '');
    }
  },
);

describe.skipIf(isAbsent)('Akoma Ntoso files (skipped where the shared data are absent)', () => {
  const texts = Object.keys(akn).filter(
    (name) => (akn[name]!.articles ?? 0) > 0 && akn[name]!.document[0] !== 'amendment',
  );
  // Points that the Council struck or moved away are still in the file.
  const struck: Record<string, number> = {
    'leos-mandate_bill_3Articles_article-added.xml': 1,
    'leos-mandate_bill_3Articles_point-deleted.xml': 1,
    'leos-mandate_bill_3Articles_point-moved.xml': 1,
    // The first point of Article 2 has an empty number.
    'COM-2011-32_DIR_akn1.0.xml': 1,
  };

  test.each(texts)('%s has the counts of EXPECTED.json', (name) => {
    const document = readShared(`akn/${name}`);
    const { citations, recitals, articles, points, chapters } = akn[name]!;
    expect(document.counts).toMatchObject({ citations, recitals, articles });
    expect(pathsOf(document).filter((path) => /^chp_[^/]+$/.test(path))).toHaveLength(chapters);
    const inArticles = provisionsOf(document).filter(
      ({ kind, path }) => kind === 'point' && path.startsWith('art_'),
    );
    expect(inArticles).toHaveLength(points - (struck[name] ?? 0));
  });

  test.each(texts)('%s: no word is lost or doubled', (name) => {
    expectSameWords(plainWords(aknBody(sharedText(`akn/${name}`))), readShared(`akn/${name}`));
  });

  test('a file that lists a package says what to take instead', () => {
    expect(() => readShared('akn/council-position_2011-0458-COD_main.xml')).toThrow(/bill_/);
  });

  test.each([
    ['1', 'Recital 3'],
    ['3', 'Article 1'],
  ])('Amendment %s has its place, both texts, authors and justification', (number, location) => {
    const [amendment, ...others] = amendmentsOf(
      readShared(`akn/EP-amendment_AM-793034EN-AM${number}_akn2.0.xml`),
    );
    expect(others).toEqual([]);
    expect(amendment).toMatchObject({
      number,
      location,
      deletes: false,
      authors: 'Traian Ungureanu, Pascale Gruny',
    });
    expect(amendment!.original).toHaveLength(1);
    expect(amendment!.amended).toHaveLength(1);
    expect(amendment!.justification).toMatch(/^(?:Due to|The proposal)/);
  });
});

const reports = expectedOf<{ amendments: number; locations: string[] }>('ep-amendments');

describe.skipIf(isAbsent)('other files of the Parliament (skipped where they are absent)', () => {
  test('a report’s page has the amendments of EXPECTED.json', () => {
    const name = 'A9-0163-2024_report_EN.html';
    const document = readShared(`ep-amendments/${name}`);
    const amendments = amendmentsOf(document);
    expect(document).toMatchObject({
      number: 'A9-0163/2024',
      date: '2024-04-04',
      procedure: '2024/2006(REG)',
      counts: { amendments: reports[name]!.amendments },
    });
    expect(amendments.map((one) => one.location)).toEqual(reports[name]!.locations);
    expect(amendments.every((one) => one.original.length > 0 && one.amended.length > 0)).toBe(true);
  });

  test('Parltrack’s records of the Digital Markets Act are the Journal’s amendments', () => {
    const records = amendmentsOf(readShared('parltrack/constructed_ep_plenary_amendments_v2.json'));
    const journal = new Map(
      amendmentsOf(readShared('eurlex-html/52021AP0499_DMA_EP-amendments.html')).map((one) => [
        one.number,
        one,
      ]),
    );
    expect(records).toHaveLength(232);
    const wordsOf = (lines: readonly { text: string }[]) =>
      lines
        .map((one) => one.text)
        .join(' ')
        .match(/\p{L}+/gu)
        ?.join(' ');
    const same = records.filter(({ number, location, original, deletes }) => {
      const one = journal.get(number);
      return (
        one?.location.replaceAll('—', '–') === location.replaceAll('—', '–') &&
        one.deletes === deletes &&
        wordsOf(one.original) === wordsOf(original)
      );
    });
    expect(same.length).toBeGreaterThan(225);
  });

  test('Parltrack’s records of a committee have authors and justifications', () => {
    const amendments = amendmentsOf(readShared('parltrack/constructed_ep_amendments_v2.json'));
    expect(amendments).toHaveLength(251);
    expect(amendments.filter((one) => one.justification)).toHaveLength(58);
    expect(amendments.every((one) => one.authors)).toBe(true);
    expect(amendments.filter((one) => one.original.length === 0)).toHaveLength(42);
  });

  test('the tree of a proposal has the counts of its source', () => {
    const document = readShared('structured-json/COM-2012-11_GDPR-proposal_tree_5-languages.json');
    expect(document).toMatchObject({
      language: 'en',
      counts: { recitals: 139, articles: 91, paragraphs: 325, points: 283 },
    });
  });
});

describe.skipIf(isAbsent)(
  'Amendments in Parliament’s Word template (skipped where the shared data are absent)',
  () => {
    const files = Object.keys(word).filter((name) => name.endsWith('.docx'));
    const read = (name: string) => readShared(`ep-amendments/${name}`);

    test.each(files)('%s has the counts of EXPECTED.json', (name) => {
      const expected = word[name]!;
      const document = read(name);
      const amendments = amendmentsOf(document);
      expect(document).toMatchObject({
        format: 'ep-amendments-docx',
        number: expected.pe,
        procedure: `${expected.procedure_as_printed[0]}(COD)`,
        language: 'en',
        unread: [],
        counts: { amendments: expected.amendments },
      });
      expect([amendments[0]!.number, amendments.at(-1)!.number]).toEqual([
        expected.first,
        expected.last,
      ]);
      expect(new Set(amendments.map(({ number }) => number)).size).toBe(expected.amendments);
      expect(amendments.filter(({ justification }) => justification)).toHaveLength(
        expected.with_justification,
      );
      expect(amendments.filter(({ original }) => original.length === 0)).toHaveLength(
        expected.left_empty,
      );
      expect(amendments.filter(({ location }) => location.endsWith('(new)'))).toHaveLength(
        expected.new_provisions,
      );
      const languages = Map.groupBy(amendments, ({ originalLanguage }) => originalLanguage!);
      expect(Object.fromEntries([...languages].map(([code, own]) => [code, own.length]))).toEqual(
        expected.original_languages,
      );
    });

    test.each(files)('%s has the texts of the samples', (name) => {
      const amendments = new Map(amendmentsOf(read(name)).map((one) => [one.number, one]));
      for (const sample of word[name]!.samples) {
        const amendment = amendments.get(`${sample.num}`)!;
        expect(amendment.location).toBe(sample.location);
        // EXPECTED.json has no group on whose behalf an amendment was tabled.
        expect(amendment.authors!.replace(/ on behalf of .*/, '')).toBe(sample.authors);
        expect(amendment.originalLanguage).toBe(sample.original_language);
        expect(signs(amendment.justification ?? '')).toBe(signs(sample.justification ?? ''));
        expect(lineSigns(amendment.original)).toBe(signs(sample.commission));
        if (amendment.deletes) expect(sample.amendment).toMatch(/^(?:deleted|törölve|entfällt)$/);
        else expect(lineSigns(amendment.amended)).toBe(signs(sample.amendment));
      }
    });

    test.each(files)('%s: the right column is empty only where it says that it strikes', (name) => {
      const empty = amendmentsOf(read(name)).filter(({ amended }) => amended.length === 0);
      expect(empty.filter(({ deletes }) => !deletes)).toEqual([]);
    });

    /** Letters and figures alone: brackets and dots of numbers are not kept. */
    function signs(text: string): string {
      return text.replace(/[^\p{L}\p{N}]/gu, '');
    }

    function lineSigns(lines: readonly { number: string | null; text: string }[]): string {
      return signs(lines.map(({ number, text }) => `${number ?? ''} ${text}`).join(' '));
    }
  },
);

test.skipIf(isAbsent)('a drafting package is read as the proposal in it', () => {
  const document = readShared('akn/leos-package_proposal_3Articles.leg');
  expect(document).toMatchObject({
    format: 'akoma-ntoso',
    counts: { citations: 6, recitals: 2, articles: 3, points: 8 },
  });
  expect(
    document.unread.filter(({ where }) => /package/.test(where)).map(({ why }) => why),
  ).toEqual(['main.xml', 'memorandum_cjuwgq4ib0002o0167onyoptk.xml']);
});

describe.skipIf(isAbsent)(
  'Four-column tables in Word (skipped where the shared data are absent)',
  () => {
    type ExpectedRow = Record<string, string | null>;
    const files = expectedOf<ExpectedRow[]>('four-column');
    const roles = {
      commission: 'proposal',
      ep: 'parliament',
      council: 'council',
      draft: 'agreement',
      fourth: 'agreement',
    } as const;
    const lights: Record<string, string> = { G: 'agreed', Y: 'technical', R: 'open' };

    test.each(Object.keys(files))('%s has every row of EXPECTED.json', (name) => {
      const { content, unread, procedure } = readShared(`four-column/${name}`);
      if (content.kind !== 'table') throw new Error('The document holds no table.');
      const { rows, columns } = content.table;
      expect(columns).toHaveLength(4);
      expect(unread).toEqual([]);
      expect(name).toContain(procedure!.replace('/', '-').replace('(COD)', '-COD'));
      expect(rows).toHaveLength(files[name]!.length);
      files[name]!.forEach((expected, at) => {
        const row = rows[at]!;
        for (const [key, role] of Object.entries(roles)) {
          if (!(key in expected)) continue;
          const cell = row.cells[role];
          expect(cell?.state === 'deleted' ? 'deleted' : (cell?.text ?? '')).toBe(expected[key]);
        }
        // Only the recent layout numbers and names its rows.
        if ('row' in expected) {
          expect(row).toMatchObject({
            number: expected['row'],
            citation: expected['section'],
            origin: expected['text_origin'],
            status: lights[expected['light']!],
          });
        } else if ('ep_amendment' in expected) {
          expect(row.cells.parliament!.locator).toBe(`Amendment ${expected['ep_amendment']}`);
        }
      });
    });
  },
);
