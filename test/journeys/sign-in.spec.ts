import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, startServer, type TestServer } from './support.ts';

const anna = { name: 'Anna Kiss', email: 'anna@example.org', password: 'a few words in a row' };

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.locator(`#${name}`).fill(value);
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });
    let server: TestServer;
    test.beforeAll(async () => void (server = await startServer({ demo: false })));
    test.afterAll(() => server.stop());

    test('the first visitor creates the owner account, leaves, and comes back', async ({
      page,
    }) => {
      await page.goto(`${server.address}/procedures`);
      await expect(page).toHaveURL(`${server.address}/welcome`);
      if (javaScriptEnabled) await expectAccessible(page);

      await fill(page, { ...anna, password: 'too short' });
      await page.getByRole('button', { name: 'Create the account' }).click();
      await expect(page.getByLabel('Password')).toHaveAccessibleDescription(/this one has 9/);
      await expect(page.getByLabel('Name')).toHaveValue(anna.name);

      await fill(page, anna);
      await page.getByRole('button', { name: 'Create the account' }).click();
      await expect(page).not.toHaveURL(/welcome/);
      await page.getByText('AK', { exact: true }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();

      await page.goto(`${server.address}/sign-in?to=/procedures?from=sign-in`);
      await fill(page, { email: anna.email, password: 'not the password' });
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await expect(page.getByRole('alert')).toContainText('do not belong together');
      if (javaScriptEnabled) await expectAccessible(page);

      await fill(page, { email: anna.email, password: anna.password });
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await expect(page).toHaveURL(`${server.address}/procedures?from=sign-in`);
      await expect(page.getByText('AK', { exact: true })).toBeVisible();
    });
  });

test.describe('a demo', () => {
  let server: TestServer;
  test.beforeAll(async () => void (server = await startServer({ demo: true })));
  test.afterAll(() => server.stop());

  test('says what it is, and makes the visitor one of its people with one click', async ({
    page,
  }) => {
    await page.goto(`${server.address}/sign-in?to=//elsewhere.example/`);
    await expect(page.getByText('This is a demo.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Continue as Chloé Martin' }).click();
    await expect(page.getByText('CM', { exact: true })).toBeVisible();
    expect(new URL(page.url()).origin).toBe(server.address);

    await page.goto(`${server.address}/sign-in`);
    await page.getByRole('button', { name: 'Continue as Bram de Vries' }).click();
    await expect(page.getByText('BV', { exact: true })).toBeVisible();
  });
});
