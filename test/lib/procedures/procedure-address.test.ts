import { expect, test } from 'vitest';
import { ownAddress } from '#lib/procedures/procedure-address.ts';

test.each([
  ['/procedures/2020-0374-COD', '/procedures/2020-0374-cod'],
  ['/procedures/2020-374-cod/table', '/procedures/2020-0374-cod/table'],
  ['/procedures/2020%2F0374(COD)', '/procedures/2020-0374-cod'],
  ['/procedures/2020/0374(COD)', '/procedures/2020-0374-cod'],
  ['/procedures/2020/0374%28COD%29/table.csv', '/procedures/2020-0374-cod/table.csv'],
  ['/procedures/2020-0374-COD/drafts/%E2%80%A6', '/procedures/2020-0374-cod/drafts/%E2%80%A6'],
])('%s is put right', (written, own) => {
  expect(ownAddress(written)).toBe(own);
  expect(ownAddress(own)).toBeUndefined();
});

test.each([
  '/',
  '/procedures/%E0%A4%A',
  '/procedures',
  '/procedures/dual-use',
  '/procedures/2020-0374-xyz',
  '/import',
])('%s stays as it is', (path) => {
  expect(ownAddress(path)).toBeUndefined();
});
