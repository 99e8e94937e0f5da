/** Amendments in Parliament's Word template, in documents of our own. */
import { expect, test } from 'vitest';
import { readDocument } from '#server/imports/formats/read-document.ts';
import { amendmentsOf } from './support.ts';
import { cell, footer, paragraph, row, run, table, wideRow, wordFile } from './word-support.ts';

const cover = [
  '<RefProc>2031/0007</RefProc><RefTypeProc>(COD)</RefTypeProc>',
  '<Date>{04/03/2031}4.3.2031</Date>',
  '<TitreType>Draft report</TitreType>',
  '<Titre>on lamps in gardens</Titre>',
  '<DocRef>(COM(2031)0001 – 2031/0007(COD))</DocRef>',
].map((line) => paragraph(line));

const headings = row(
  cell('Text proposed by the Commission', '', 'ColumnHeading'),
  cell('Amendment', '', 'ColumnHeading'),
);

function amendment(number: string, place: string, rows: readonly string[], after = ''): string {
  return [
    paragraph(`<Amend>Amendment <NumAm>${number}</NumAm>`, 'AMNumberTabs'),
    paragraph('<RepeatBlock-By><Members>Ada Lamp, Bo Wick</Members>'),
    paragraph('</RepeatBlock-By>'),
    paragraph('<DocAmend>Proposal for a regulation</DocAmend>'),
    paragraph(`<Article>${place}</Article>`),
    table(wideRow('', 2), headings, ...rows),
    paragraph('Or. <Original>{EN}en</Original>', 'Olang'),
    after,
    paragraph('</Amend>'),
  ].join('');
}

const pair = (left: string, right: string) => row(cell(left), cell(right));

function file(...amendments: readonly string[]): Uint8Array {
  const mark = footer(
    paragraph('PE<NoPE>700.001</NoPE><Version>v01-00</Version>') + paragraph('EN'),
  );
  const body = [...cover, paragraph('<RepeatBlock-Amend>'), ...amendments];
  return wordFile(body.join(''), { 'word/footer1.xml': mark });
}

test('an amendment has its number, place, lines, authors and justification', () => {
  const reason = paragraph('<TitreJust>Justification</TitreJust>') + paragraph('Moths.');
  const document = readDocument(
    file(
      amendment(
        '7',
        'Article 1 – paragraph 2',
        [pair('2. Lamps go out.', '2. Lamps dim.')],
        reason,
      ),
    ),
  );
  expect(document).toMatchObject({
    format: 'ep-amendments-docx',
    number: 'PE700.001v01-00',
    date: '2031-03-04',
    procedure: '2031/0007(COD)',
    language: 'en',
    title: 'Draft report on lamps in gardens',
    counts: { amendments: 1 },
    unread: [],
    warnings: [],
  });
  expect(amendmentsOf(document)).toEqual([
    {
      number: '7',
      location: 'Article 1 – paragraph 2',
      original: [{ number: '2', text: 'Lamps go out.', level: 0 }],
      amended: [{ number: '2', text: 'Lamps dim.', level: 0 }],
      deletes: false,
      authors: 'Ada Lamp, Bo Wick',
      justification: 'Moths.',
      originalLanguage: 'en',
    },
  ]);
});

test.each(['deleted', 'entfällt', 'supprimé', 'törölve', 'заличава се'])(
  '“%s” in the right cell strikes the provision',
  (word) => {
    const [only] = amendmentsOf(
      readDocument(file(amendment('1', 'Article 2', [pair('Lamps.', word)]))),
    );
    expect(only).toMatchObject({ deletes: true, amended: [] });
  },
);

test('a new article has its number and heading, and nothing on the left', () => {
  const lines = ['Article 2a', 'Moths', '1. Moths are spared.', '(a) at night;', '– in June.'];
  const [only] = amendmentsOf(
    readDocument(
      file(
        amendment(
          '1',
          'Article 2 a (new)',
          lines.map((line) => pair('', line)),
        ),
      ),
    ),
  );
  expect(only!.original).toEqual([]);
  expect(only!.amended.map(({ number, text }) => [number, text])).toEqual([
    ['Article 2a', ''],
    [null, 'Moths'],
    ['1', 'Moths are spared.'],
    ['a', 'at night;'],
    ['—', 'in June.'],
  ]);
});

test('a token may be cut into runs, and words that are struck or hidden are not read', () => {
  const hidden = '<w:vanish/>';
  const cut = ['<', 'NumAm', '>'].map((part) => run(part, hidden)).join('');
  const struck = `<w:tc>${`<w:p>${run('Lamps ')}${run('burn', '<w:strike/>')}${run('glow')}${run('!', hidden)}</w:p>`}</w:tc>`;
  const whole = amendment('9', 'Article 1', [row(struck, cell('Lamps.'))]);
  const opened = whole.replace(/<w:r>(?:(?!<w:r>).)*?&lt;NumAm&gt;.*?<\/w:r>/, cut);
  const [only] = amendmentsOf(readDocument(file(opened)));
  expect(only).toMatchObject({ number: '9', original: [{ text: 'Lamps glow' }] });
});

test('an amendment without table or number is left out with its place', () => {
  const bare = amendment('4', 'Article 1', []).replace(/<w:tbl>.*<\/w:tbl>/, '');
  const document = readDocument(
    file(amendment('3', 'Article 1', [pair('A.', 'B.')]), bare, paragraph('An annex.')),
  );
  expect(document.counts.amendments).toBe(1);
  expect(document.unread).toEqual([
    { where: 'Amendment 4', why: 'It has no table of texts.' },
    { where: 'Outside of the amendments', why: '1 paragraph of other text.' },
  ]);
});

test('the place in an act that the proposal amends is kept', () => {
  const second = paragraph('<DocAmend2>Directive 2014/59/EU</DocAmend2>');
  const place = paragraph('<Article2>Article 2 – paragraph 1</Article2>');
  const whole = amendment('1', 'Article 1 – point 5', [pair('A.', 'B.')]);
  const [only] = amendmentsOf(
    readDocument(file(whole.replace('<w:tbl>', `${second}${place}<w:tbl>`))),
  );
  expect(only!.inAmendedAct).toBe('Directive 2014/59/EU, Article 2 – paragraph 1');
});
