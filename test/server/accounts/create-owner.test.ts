import { PassThrough, Readable } from 'node:stream';
import { beforeEach, expect, test } from 'vitest';
import { createOwnerWithPassword, type Terminal } from '#server/commands/create-owner.ts';
import { accountsOf } from '#test/support/accounts.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { testApplication } from '#test/support/people.ts';

const anna = { name: 'Anna Kiss', email: 'anna@example.org' };

function terminal(env: Record<string, string>, typed: string): Terminal {
  return { env, stdin: Readable.from([typed]), stderr: new PassThrough() };
}

onEachDatabase('an owner made on the command line', (database) => {
  beforeEach(() => database().db.deleteFrom('user').execute());

  async function mayEnterWith(password: string): Promise<boolean> {
    const accounts = accountsOf(testApplication(database()));
    return (await accounts.post('/sign-in/email', { email: anna.email, password })).ok;
  }

  test.each([
    ['the option', { ...anna, password: 'from the option' }, 'from the option'],
    ['the environment', anna, 'from the environment'],
  ])('has the password of %s', async (_where, owner, password) => {
    const given = terminal({ TRILOGUE_PASSWORD: 'from the environment' }, 'from the input\n');
    await createOwnerWithPassword(testApplication(database()), owner, given);
    expect(await mayEnterWith(password)).toBe(true);
  });

  test('has the password of the input’s first line when none was given before', async () => {
    const given = terminal({}, 'from the input\nnot this line\n');
    await createOwnerWithPassword(testApplication(database()), anna, given);
    expect(await mayEnterWith('from the input')).toBe(true);
  });

  test('is refused without a password, with a sentence', async () => {
    const app = testApplication(database());
    await expect(createOwnerWithPassword(app, anna, terminal({}, ''))).rejects.toThrow(
      'A password has at least 10 characters; this one has 0.',
    );
  });
});
