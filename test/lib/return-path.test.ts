import fc from 'fast-check';
import { expect, test } from 'vitest';
import { returnPath, signInAddress, whySignIn } from '#lib/accounts/return-path.ts';

test.each(['/', '/procedures', '/procedures/2016-0295?changed=only#row-41', '/a%2Fb'])(
  'after sign-in one returns to %j',
  (path) => expect(returnPath(path)).toBe(path),
);

test.each([
  null,
  undefined,
  '',
  'https://elsewhere.example/',
  '//elsewhere.example',
  '/\\elsewhere.example',
  '\\\\elsewhere.example',
  '/.//elsewhere.example',
  '/x/..//elsewhere.example',
  '/\t/elsewhere.example',
  '/\n/elsewhere.example',
  ' //elsewhere.example',
  'javascript:alert(1)',
  'procedures',
])('%j leads to the start, not away from this site', (path) => expect(returnPath(path)).toBe('/'));

test('one does not return to the sign-in itself', () => {
  expect(returnPath('/sign-in?to=/procedures')).toBe('/');
});

test('the way to the sign-in leads back, query and all', () => {
  const address = signInAddress(new URL('http://localhost/procedures/2016-0295-cod/table?q=fog'));
  expect(address).toBe('/sign-in?to=%2Fprocedures%2F2016-0295-cod%2Ftable%3Fq%3Dfog');
  expect(returnPath(new URLSearchParams(address.split('?')[1]).get('to'))).toBe(
    '/procedures/2016-0295-cod/table?q=fog',
  );
});

test('who wanted to see drafts is told why to sign in', () => {
  expect(whySignIn('/procedures/2016-0295-cod/drafts')).toMatch(/members of a workspace/);
  expect(whySignIn('/procedures/2016-0295-cod/drafts/new?row=1')).toBeDefined();
  expect(whySignIn('/procedures/2016-0295-cod/table')).toBeUndefined();
  expect(whySignIn('/')).toBeUndefined();
});

test.each([
  '/sign-in/second-factor?to=/x',
  '/sign-in/provider',
  '/forgotten-password',
  '/reset-password/a-token',
  '/verify-email?token=x',
])('nor to %s', (path) => expect(returnPath(path)).toBe('/'));

test('whatever is asked for, the browser stays on this site', () => {
  const part = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '@',
    ':',
    '?',
    '#',
    '\t',
    '\n',
    '%2f',
    'a.example',
  );
  const wanted = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(
      fc.oneof(
        wanted,
        wanted.map((rest) => `/${rest}`),
        fc.string(),
      ),
      (asked) => {
        const { origin } = new URL(returnPath(asked), 'https://trilogue.example');
        expect(origin).toBe('https://trilogue.example');
      },
    ),
    { numRuns: 2000 },
  );
});
