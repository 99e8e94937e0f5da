import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { accountProblems, isDemoAddress, normalEmail } from '#domain/account.ts';

const anna = { name: 'Anna Kiss', email: 'anna@example.org', password: 'a long password' };

describe('a new account', () => {
  test('with a name, an address and a long password has no problems', () => {
    expect(accountProblems(anna)).toEqual({});
  });

  test('has each problem told where it is', () => {
    expect(accountProblems({ name: ' ', email: 'anna', password: 'short' })).toEqual({
      name: 'Write your name as others should see it.',
      email: 'Write an e-mail address such as anna@example.org.',
      password: 'A password has at least 10 characters; this one has 5.',
    });
  });

  test.each(['ANNA@Example.ORG', ' anna@example.org ', 'o.k+tag@sub.example.eu', "d'arc@ex-a.fr"])(
    'may have the address %j',
    (email) => expect(accountProblems({ ...anna, email })).toEqual({}),
  );

  test.each(['', 'anna', 'anna@', '@example.org', 'anna@example', 'a b@example.org', 'a@b..org'])(
    'may not have the address %j',
    (email) => expect(accountProblems({ ...anna, email })).toHaveProperty('email'),
  );

  test('may not have one of the demo’s addresses', () => {
    const problems = accountProblems({ ...anna, email: 'Owner@Demo.invalid' });
    expect(problems.email).toContain('belong to the demo');
  });

  test('takes no address that sign-in would refuse later', () => {
    const part = fc.string({ unit: fc.constantFrom(...'ab.-+_\'"1@ é'), maxLength: 8 });
    const address = fc.tuple(part, part, fc.constantFrom('org', 'eu', 'x', 'o1'));
    fc.assert(
      fc.property(address, ([local, host, top]) => {
        const email = `${local}@${host}.${top}`;
        if (accountProblems({ ...anna, email }).email !== undefined) return;
        expect(z.email().safeParse(normalEmail(email)).success).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    [9, true],
    [10, false],
    [128, false],
    [129, true],
  ])('with a password of %i characters is refused: %s', (length, refused) => {
    const problems = accountProblems({ ...anna, password: 'p'.repeat(length) });
    expect(problems.password !== undefined).toBe(refused);
  });
});

test('an address is the demo’s by its domain alone', () => {
  expect(isDemoAddress('anna@DEMO.invalid')).toBe(true);
  expect(isDemoAddress('demo.invalid@example.org')).toBe(false);
  expect(isDemoAddress('anna@notdemo.invalid')).toBe(false);
});
