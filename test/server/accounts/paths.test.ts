/** A walk over every path of the accounts library: which are open, to whom, and no others. */
import { expect, test } from 'vitest';
import { openPaths } from '#server/accounts/paths.ts';
import { accountsOf } from '#test/support/accounts.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { testApplication } from '#test/support/people.ts';

const provider = {
  issuer: 'http://127.0.0.1:9',
  clientId: 'trilogue',
  clientSecret: 'a secret',
  name: 'Example',
};

interface Endpoint {
  readonly path?: string;
  readonly options?: { readonly method?: string | readonly string[] };
}

onEachDatabase('the paths of the accounts library', (database) => {
  const accounts = () => accountsOf(testApplication(database()), { provider });

  function endpoints(): readonly { readonly path: string; readonly isRead: boolean }[] {
    return Object.values(accounts().auth.api as Record<string, Endpoint>).flatMap(
      ({ path, options }) => (path ? [{ path, isRead: options?.method === 'GET' }] : []),
    );
  }

  test('that are open are there', () => {
    const known = endpoints().map(({ path }) => path.replace(':id', 'provider'));
    for (const path of Object.keys(openPaths)) expect(known).toContain(path);
  });

  test('that are not meant to be open are not, neither to others nor to our own pages', async () => {
    const closed = endpoints().filter(({ path }) => !openPaths[path.replace(':id', 'provider')]);
    expect(closed.length).toBeGreaterThan(20);
    const { post, postFromPage, get } = accounts();
    for (const { path } of closed)
      for (const answer of [await post(path, {}), await postFromPage(path, {}), await get(path)])
        expect([path, answer.status]).toEqual([path, 404]);
  });

  test('for one’s own account refuse whoever is not signed in', async () => {
    const { postFromPage, get } = accounts();
    const body = { code: '0', password: 'x', current: 'x', next: 'x', response: {} };
    const own = Object.keys(openPaths).filter(
      (path) => openPaths[path]?.permission === 'own-account',
    );
    expect(own).toHaveLength(6);
    for (const path of own) {
      const isRead = endpoints().some((one) => one.path === path && one.isRead);
      const answer = isRead ? await get(path) : await postFromPage(path, body);
      expect([path, answer.status]).toEqual([path, 401]);
    }
  });

  test('that our pages’ forms use are open to those alone', async () => {
    const { post } = accounts();
    for (const [path, { from }] of Object.entries(openPaths))
      if (from === 'pages') expect([path, (await post(path, {})).status]).toEqual([path, 404]);
  });

  test.each(['/__proto__', '/constructor', '/sign-in/email/', '//sign-in/email', '/SIGN-IN/EMAIL'])(
    '%s is none of them',
    async (path) => expect((await accounts().post(path, {})).status).toBe(404),
  );
});
