import { expect, test } from 'vitest';
import { toCsv } from '#server/four-column/export.ts';

const csvOf = (text: string) =>
  toCsv({
    procedure: '2099/0001(COD)',
    columns: [{ role: 'proposal', document: 'COM(2099) 1', date: null, language: 'en' }],
    rows: [
      {
        number: '1',
        kind: 'recital',
        status: 'open',
        cells: {
          proposal: {
            citation: 'Recital 1',
            text,
            source: { document: 'COM(2099) 1', locator: 'Recital 1' },
          },
        },
        match: {},
      },
    ],
  });

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])(
  'a text that a spreadsheet would take for a formula is text: %j',
  async (text) => {
    expect(await csvOf(text)).toContain(`'${text}`);
  },
);

test('quotes and line ends inside a text stay inside its field', async () => {
  const csv = await csvOf('He said "dark",\nand left.');
  expect(csv).toContain('"He said ""dark"",\nand left."');
  expect(csv.match(/\r\n/g)).toHaveLength(2);
});
