import { expect, test } from 'vitest';
import { toCsv } from '#server/four-column/export.ts';
import { exported, withoutStatuses } from '#test/support/exported-tables.ts';

const csvOf = (text: string) => toCsv(exported({ proposal: [text] }));

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

test('without statuses, their field is empty', async () => {
  const csv = await toCsv(withoutStatuses(exported({ proposal: ['Lights.'] })));
  expect(csv.split('\r\n')[1]).toMatch(/^1,recital,,/);
});
