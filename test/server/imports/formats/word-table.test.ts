/** Four-column tables in Word: both layouts of the institutions, our own, and what goes wrong in them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DomainError } from '#domain/errors.ts';
import type { ImportedTable } from '#domain/imported-table.ts';
import { readDocument } from '#server/imports/formats/read-document.ts';
import {
  cell,
  paragraph,
  row,
  run,
  table,
  wideRow,
  wordFile,
  wordXml,
  zipped,
} from './word-support.ts';

const front = paragraph('on lamps in gardens and in streets') + paragraph('2031/0007(COD)');
const fill = (colour: string) => `<w:shd w:val="clear" w:fill="${colour}"/>`;
const head = row(
  ...['', '', 'Commission Proposal', 'EP Mandate', 'Council Mandate', 'Draft Agreement', ''].map(
    (text) => cell(text),
  ),
);

function lit(light: string, colour: string, ...texts: readonly string[]): string {
  const lamp = cell(light, fill(colour));
  return row(lamp, ...texts.map((text) => cell(text)), lamp);
}

function read(...rows: readonly string[]) {
  return readDocument(wordFile(front + table(...rows)));
}

function tableOf(...rows: readonly string[]): ImportedTable {
  const { content } = read(...rows);
  if (content.kind !== 'table') throw new Error('The document holds no table.');
  return content.table;
}

test('the recent layout: lights, numbers, names of provisions, origin of the text', () => {
  const document = read(
    head,
    wideRow('Article 1(2)', 7),
    lit(
      'G',
      '92D050',
      '18a',
      'Lamps burn.',
      'Lamps glow.',
      '',
      'Lamps glow.\nText Origin: EP Mandate',
    ),
  );
  expect(document).toMatchObject({
    format: 'four-column-docx',
    procedure: '2031/0007(COD)',
    title: 'on lamps in gardens and in streets',
    unread: [],
  });
  const { rows, legend, columns } = (document.content as { table: ImportedTable }).table;
  expect(columns.map(({ role }) => role)).toEqual([
    'proposal',
    'parliament',
    'council',
    'agreement',
  ]);
  expect(legend).toMatchObject([{ key: 'agreed', letter: 'G', isClosed: true }]);
  expect(rows).toEqual([
    {
      number: '18a',
      citation: 'Article 1(2)',
      kind: 'paragraph',
      cells: {
        proposal: { text: 'Lamps burn.', state: 'text', locator: 'Article 1(2)' },
        parliament: { text: 'Lamps glow.', state: 'text', locator: 'Article 1(2)' },
        agreement: { text: 'Lamps glow.', state: 'text', locator: 'Article 1(2)' },
      },
      status: 'agreed',
      origin: 'EP Mandate',
      others: {},
    },
  ]);
});

test.each([
  ['92D050', 'agreed'],
  ['00B050', 'agreed'],
  ['FFFF00', 'technical'],
  ['FFC000', 'technical'],
  ['FF0000', 'open'],
  ['FF7C80', 'open'],
  ['D9D9D9', null],
  ['FFFFFF', null],
])('a light without letter is told by its colour: %s is %s', (colour, status) => {
  const other = lit('Y', 'FFFF00', '2', 'A.', '', '', '');
  expect(tableOf(head, other, other, lit('', colour, '1', 'A.', '', '', '')).rows[2]!.status).toBe(
    status,
  );
});

test('the older layout: headings name the provisions, and amendments are numbered', () => {
  const heads = [
    'COM (2031) 1',
    'EP Position / First Reading',
    'Council General Approach',
    'Compromise',
  ];
  const texts = (...all: readonly string[]) => row(...all.map((text) => cell(text)));
  const document = read(
    texts(...heads),
    texts('(1) Whereas lamps burn.', 'Amendment 1\n(1) Whereas lamps glow.', '', ''),
    texts('Article 2', 'Article 2', 'Article 2', 'Article 2'),
    texts('Moths', 'Amendment 2\nSpared moths', 'Moths', ''),
    texts('1. Moths are spared.', 'Amendment 3\ndeleted', '1. Moths are spared.', ''),
    texts('', 'Amendments 4 and 5\n(a) at night', '', ''),
  );
  const { rows, columns } = (document.content as { table: ImportedTable }).table;
  expect(columns[0]).toMatchObject({ role: 'proposal', document: 'COM(2031) 1' });
  expect(rows.map(({ citation }) => citation)).toEqual([
    'Recital 1',
    'Article 2',
    'Article 2 – title',
    'Article 2(1)',
    'Article 2(1), point (a)',
  ]);
  expect(rows[3]!.cells.parliament).toEqual({ text: '', state: 'deleted', locator: 'Amendment 3' });
  expect(rows[4]!.cells.parliament!.locator).toBe('Amendments 4 and 5');
  expect(document.warnings).toContain(
    'The table does not name its provisions; they are told from its headings and printed numbers.',
  );
});

test('our own export: provisions and statuses have columns', () => {
  const heads = [
    'Row',
    'Provision',
    'Existing law',
    'Commission proposal',
    'Parliament',
    'Council',
    'Agreement',
    'Status',
  ];
  const own = (...all: readonly string[]) => row(...all.map((text) => cell(text)));
  const { rows, legend } = tableOf(
    own(...heads),
    own('1', 'Article 1', '', 'Lamps', 'Lamps', 'Lamps', 'Lamps', '●A agreed'),
    own('1a', 'Recital 2a', 'Old', '', 'New', '', '', '■X for ministers'),
  );
  expect(rows).toMatchObject([
    { number: '1', citation: 'Article 1', kind: 'article', status: 'agreed' },
    {
      number: '1a',
      citation: 'Recital 2a',
      kind: 'recital',
      status: 'x',
      cells: { 'existing-law': { text: 'Old' } },
    },
  ]);
  expect(legend).toMatchObject([
    { letter: 'A', look: 'agreed', isClosed: true },
    { letter: 'X', look: 'other', name: 'for ministers' },
  ]);
});

describe('cells that are not as they should be', () => {
  const plain = row(
    ...['No', 'Commission', 'Parliament', 'Council', 'Comments'].map((text) => cell(text)),
  );

  test('what is struck is not read, and a cell that is struck whole deletes', () => {
    const struck = `<w:tc><w:p>${run('4.', '<w:strike/>')}${run('2. Lamps.')}</w:p></w:tc>`;
    const gone = `<w:tc><w:p>${run('Lamps.', '<w:strike/>')}</w:p></w:tc>`;
    const [only] = tableOf(plain, row(cell('1'), cell('Lamps.'), gone, struck, cell(''))).rows;
    expect(only!.cells).toMatchObject({
      parliament: { state: 'deleted', text: '' },
      council: { state: 'text', text: '2. Lamps.' },
    });
  });

  test('a merged cell is of every column that it covers', () => {
    const both = cell('Both.', '<w:gridSpan w:val="2"/>');
    const [only] = tableOf(plain, row(cell('1'), cell('One.'), both, cell('See.'))).rows;
    expect(only).toMatchObject({
      cells: {
        proposal: { text: 'One.' },
        parliament: { text: 'Both.' },
        council: { text: 'Both.' },
      },
      others: { Comments: 'See.' },
    });
  });

  test('a short row says nothing in the columns that it lacks', () => {
    const [only] = tableOf(plain, row(cell('1'), cell('One.'))).rows;
    expect(Object.keys(only!.cells)).toEqual(['proposal']);
  });

  test('cells beyond the head are kept', () => {
    const cells = ['1', 'One.', '', '', '', 'Stray.'].map((text) => cell(text));
    expect(tableOf(plain, row(...cells)).rows[0]!.others).toEqual({
      'Beyond the last column': 'Stray.',
    });
  });

  test('a number given twice is kept by the first row, and the second is named', () => {
    const rows = ['One.', 'Two.'].map((text) => row(cell('7'), cell(text)));
    const document = read(plain, ...rows);
    const { table: found } = document.content as { table: ImportedTable };
    expect(found.rows.map(({ number, cells }) => [number, cells.proposal!.text])).toEqual([
      ['7', 'One.'],
      [null, 'Two.'],
    ]);
    expect(document.unread).toMatchObject([
      { where: expect.stringContaining('second row 7') as string },
    ]);
  });

  test('a head that is repeated and a second part without head belong to one table', () => {
    const one = (number: string) => row(...[number, 'A.', '', '', ''].map((text) => cell(text)));
    const { content } = readDocument(
      wordFile(front + table(plain, one('1'), plain, one('2')) + paragraph('') + table(one('3'))),
    );
    expect((content as { table: ImportedTable }).table.rows.map(({ number }) => number)).toEqual([
      '1',
      '2',
      '3',
    ]);
  });

  test('a name that no row follows is left out by name', () => {
    const document = read(
      plain,
      wideRow('CHAPTER I', 5),
      wideRow('Article 1', 5),
      row(cell('1'), cell('A.')),
    );
    expect(document.unread).toMatchObject([{ where: 'Row “CHAPTER I”' }]);
  });

  test('a table with a head alone is refused', () => {
    expect(() => read(plain)).toThrow(/a head and no rows/);
  });
});

describe('documents that were damaged at random are read or refused', () => {
  const whole = wordXml(
    front +
      table(
        head,
        wideRow('Article 1', 7),
        ...['1', '2', '2', '3a'].map((number) =>
          lit('Y', 'FFFF00', number, 'A.', 'deleted', 'B.', ''),
        ),
      ),
  );
  const tags = whole.match(/<[^>]+>|[^<]+/g)!;

  function readOrRefuse(bytes: Uint8Array): void {
    const started = performance.now();
    try {
      readDocument(bytes);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      expect(error.message).toMatch(/^Expected .{20,}/s);
    }
    expect(performance.now() - started).toBeLessThan(5000);
  }

  test('cut off anywhere', () => {
    const bytes = zipped({ 'word/document.xml': whole });
    fc.assert(
      fc.property(fc.nat(bytes.length), (end) => readOrRefuse(bytes.slice(0, end))),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.nat(whole.length), (end) =>
        readOrRefuse(zipped({ 'word/document.xml': whole.slice(0, end) })),
      ),
      { numRuns: 100 },
    );
  });

  test('with any byte changed', () => {
    const original = zipped({ 'word/document.xml': whole });
    const at = fc.nat(original.length - 1);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(at, fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (changes) => {
          const bytes = original.slice();
          for (const [where, byte] of changes) bytes[where] = byte;
          readOrRefuse(bytes);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('with elements taken away or put elsewhere', () => {
    const place = fc.nat(tags.length - 1);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(place, place, fc.boolean()), { minLength: 1, maxLength: 5 }),
        (moves) => {
          const parts = [...tags];
          for (const [from, to, keeps] of moves) {
            const [part] = parts.splice(from % parts.length, 1);
            if (keeps) parts.splice(to % parts.length, 0, part!);
          }
          readOrRefuse(zipped({ 'word/document.xml': parts.join('') }));
        },
      ),
      { numRuns: 300 },
    );
  });

  const elements = [
    'tbl',
    'tr',
    'tc',
    'p',
    'r',
    't',
    'tcPr',
    'del',
    'gridSpan w:val="9"',
    'vMerge',
    'strike',
  ];

  test('well-formed and without sense', () => {
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'medium' },
        fc.constantFrom('A', '1', 'Commission', 'EP', '<w:numId/>'),
        fc
          .tuple(fc.constantFrom(...elements), fc.array(tie('tree'), { maxLength: 4 }))
          .map(([name, held]) => `<w:${name}>${held.join('')}</w:${name.split(' ')[0]!}>`),
      ),
    }));
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 6 }), (body) =>
        readOrRefuse(wordFile(table(head, body.join('')) + body.join(''))),
      ),
      { numRuns: 300 },
    );
  });
});

test('a table of ten thousand rows is read in a few seconds', () => {
  const rows = Array.from({ length: 10_000 }, (_, n) =>
    lit('G', '92D050', `${n + 1}`, 'Lamps burn.', 'Lamps glow.', 'Lamps.', ''),
  );
  const bytes = wordFile(front + table(head, ...rows));
  const started = performance.now();
  expect((readDocument(bytes).content as { table: ImportedTable }).table.rows).toHaveLength(10_000);
  expect(performance.now() - started).toBeLessThan(10_000);
});
