import { describe, expect, test } from 'vitest';
import { isFromForm, readTableAddress, tableQuery } from '#lib/four-column/table-address.ts';

const read = (query: string) => readTableAddress(new URLSearchParams(query));

test('an address says which rows to show, and what it leaves out is the ordinary', () => {
  const query =
    '?q=fog+signals&changed=1&hide=parliament&status=agreed&status=political&by=council&who=me&issue=encryption&round=2&against=parliament&from=51&text=1';
  expect(tableQuery(read(query))).toBe(query);
  expect(tableQuery(read(''))).toBe('');
});

test('a first row that cannot be one is the first of all', () => {
  for (const from of ['0', '-3', '1.5', 'fog', '9e99']) expect(read(`from=${from}`).from).toBe(1);
});

describe('columns', () => {
  test('are hidden by name, in the order of the roles, and unknown names by nobody', () => {
    expect(read('hide=agreement&hide=press&hide=parliament').hidden).toEqual([
      'parliament',
      'agreement',
    ]);
  });

  test('are hidden by a form that does not tick them', () => {
    const query = 'column=proposal&column=parliament&column=agreement&show=proposal';
    expect(isFromForm(new URLSearchParams(query))).toBe(true);
    expect(tableQuery(read(query))).toBe('?hide=parliament&hide=agreement');
  });
});
