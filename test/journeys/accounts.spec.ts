import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { startMailServer, type TestMailServer } from '../support/mail-server.ts';
import { totpOf } from '../support/totp.ts';
import { expectAccessible, startServer, type TestServer } from './support.ts';

const anna = { name: 'Anna Kiss', email: 'anna@example.org', password: 'a few words in a row' };

let mail: TestMailServer;
let server: TestServer;

test.beforeAll(async () => {
  mail = await startMailServer();
  const settings = {
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    MAIL_FROM: 'Trilogue <trilogue@example.org>',
  };
  server = await startServer({ demo: false, settings });
});
test.afterAll(async () => {
  await server.stop();
  await mail.close();
});

const at = (path: string) => server.address + path;

async function createOwner(page: Page): Promise<void> {
  await page.goto(at('/welcome'));
  for (const [name, value] of Object.entries(anna)) await page.locator(`#${name}`).fill(value);
  await page.getByRole('button', { name: 'Create the account' }).click();
  await expect(page.getByText('AK', { exact: true })).toBeVisible();
}

async function givePassword(page: Page, password: string, to = '/procedures'): Promise<void> {
  await page.goto(at(`/sign-in?to=${to}`));
  await page.getByLabel('E-mail').fill(anna.email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByText('AK', { exact: true }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
}

/** What a telephone’s app would know from the QR code. */
async function setUpSecondFactor(page: Page): Promise<string> {
  await page.goto(at('/account/security'));
  await page.locator('#begin-password').fill(anna.password);
  await page.getByRole('button', { name: 'Set up a second factor' }).click();
  await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible();
  return page.locator('input[name=uri]').inputValue();
}

test.describe.configure({ mode: 'serial', timeout: 180_000 });

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a second factor is set up, used, replaced by a backup code, and removed', async ({
    page,
  }) => {
    await createOwner(page);
    const uri = await setUpSecondFactor(page);

    await page.getByLabel('Code from the app').fill('000000');
    await page.getByRole('button', { name: 'Confirm the code' }).click();
    await expect(page.getByRole('alert')).toContainText('is not the code that the app shows');
    await page.getByLabel('Code from the app').fill(totpOf(uri));
    await page.getByRole('button', { name: 'Confirm the code' }).click();
    await expect(page.getByText('Your second factor is set up')).toBeVisible();
    const codes = await page.locator('li code').allTextContents();
    expect(codes).toHaveLength(10);
    await page.goto(at('/account/security'));
    await expect(page.getByText(codes[0] ?? '')).toHaveCount(0);

    await signOut(page);
    await givePassword(page, anna.password, '/account/sessions');
    await expect(page.getByRole('heading', { name: 'Second factor' })).toBeVisible();
    await page.getByLabel('Code from your authenticator app').fill('000000');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('is not the code');
    await page.getByLabel('Code from your authenticator app').fill(totpOf(uri));
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page).toHaveURL(at('/account/sessions'));

    await signOut(page);
    await givePassword(page, anna.password, '/account/security');
    await page.getByText('No phone at hand?').click();
    await page.getByLabel('Backup code').fill(codes[0] ?? '');
    await page.getByRole('button', { name: 'Sign in with a backup code' }).click();
    await expect(page).toHaveURL(at('/account/security'));

    await page.getByText('Remove the second factor').click();
    await page.locator('#remove-password').fill(anna.password);
    await page.getByRole('button', { name: 'Remove it' }).click();
    await expect(page.getByText('Your second factor is removed')).toBeVisible();
    await signOut(page);
  });
});

test('every page of the account can be used by everybody', async ({ page }) => {
  for (const path of [
    '/sign-in',
    '/forgotten-password',
    '/verify-email',
    '/reset-password/unknown',
  ]) {
    await page.goto(at(path));
    await expectAccessible(page);
  }
  await givePassword(page, anna.password);
  for (const path of ['/account', '/account/security', '/account/sessions']) {
    await page.goto(at(path));
    await expectAccessible(page);
  }
  const uri = await setUpSecondFactor(page);
  await expectAccessible(page);
  await page.getByLabel('Code from the app').fill(totpOf(uri));
  await page.getByRole('button', { name: 'Confirm the code' }).click();
  await expect(page.getByText('Your backup codes')).toBeVisible();
  await expectAccessible(page);
  await signOut(page);
  await givePassword(page, anna.password);
  await expect(page.getByRole('heading', { name: 'Second factor' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Code from your authenticator app').fill(totpOf(uri));
  await page.getByLabel('Code from your authenticator app').press('Enter');
  await expect(page.getByText('AK', { exact: true })).toBeVisible();
  await page.goto(at('/account/security'));
  await page.getByText('Remove the second factor').click();
  await page.locator('#remove-password').fill(anna.password);
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByText('Your second factor is removed')).toBeVisible();
});

test('changing the name shows it; changing the password ends the other session', async ({
  page,
  browser,
}) => {
  await givePassword(page, anna.password);
  await page.goto(at('/account'));
  await page.getByLabel('Name').fill('Anna Kovács');
  await page.getByRole('button', { name: 'Change the name' }).click();
  await expect(page.getByRole('status')).toContainText('Anna Kovács');

  const elsewhere = await browser.newPage();
  await givePassword(elsewhere, anna.password);
  await expect(elsewhere.getByText('AK', { exact: true })).toBeVisible();
  await page.goto(at('/account/sessions'));
  await expect(page.getByText(/Chrome on Linux/).first()).toBeVisible();
  await expect(page.getByText('this one')).toHaveCount(1);

  await page.goto(at('/account/security'));
  await page.getByLabel('Current password').fill('not the password');
  await page.getByLabel('New password').fill('other words in a row');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByRole('alert')).toContainText('current password is not right');
  await page.getByLabel('Current password').fill(anna.password);
  await page.getByLabel('New password').fill('other words in a row');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByRole('status')).toContainText('signed out everywhere else');
  await elsewhere.goto(at('/account'));
  await expect(elsewhere).toHaveURL(/\/sign-in\?to=%2Faccount/);

  await givePassword(elsewhere, 'other words in a row', '/account/sessions');
  await elsewhere.getByRole('button', { name: 'End all others' }).click();
  await expect(elsewhere.getByText('You are not signed in anywhere else.')).toBeVisible();
  await page.goto(at('/account'));
  await expect(page).toHaveURL(/\/sign-in/);
  await elsewhere.close();
});

async function withAuthenticator(page: Page, context: BrowserContext): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test('a passkey is added, lets its owner in, gets a name, and is removed', async ({
  page,
  context,
}) => {
  await withAuthenticator(page, context);
  await givePassword(page, 'other words in a row', '/account/security');
  await page.getByLabel('Name of the new passkey').fill('Office computer');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('The passkey is added')).toBeVisible();
  await expect(page.getByText('Office computer', { exact: true })).toBeVisible();
  await expectAccessible(page);

  await signOut(page);
  await page.goto(at('/sign-in?to=/account/security'));
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page).toHaveURL(at('/account/security'));

  await page.getByLabel('New name of Office computer').fill('Old computer');
  await page.getByRole('button', { name: 'Rename Office computer' }).click();
  await expect(page.getByText('Old computer', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Remove Old computer' }).click();
  await expect(page.getByText('You have none yet.')).toBeVisible();
  await signOut(page);
  await page.goto(at('/sign-in'));
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('alert')).toContainText('This passkey is not known here');
});

test('a forgotten password is replaced by a link that comes by mail', async ({ page }) => {
  mail.received.splice(0);
  await page.goto(at('/sign-in'));
  await page.getByRole('link', { name: 'Forgotten your password?' }).click();
  for (const email of ['nobody@example.org', anna.email]) {
    await page.goto(at('/forgotten-password'));
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await expect(page.getByRole('status')).toContainText(`If ${email} has an account here`);
  }
  await expect.poll(() => mail.received.length, { timeout: 20_000 }).toBe(1);
  expect(mail.received[0]?.recipients).toEqual([anna.email]);
  const link = /http:\/\/localhost:\d+\/reset-password\/\S+/.exec(
    mail.received[0]?.source ?? '',
  )?.[0];
  await page.goto(link ?? 'no link came');
  await expectAccessible(page);
  await page.getByLabel('New password').fill('short');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByLabel('New password')).toHaveAccessibleDescription(/this one has 5/);
  await page.getByLabel('New password').fill('newest words in a row');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByRole('status')).toContainText('Your new password is set');
  await page.goto(link ?? 'no link came');
  await expect(page.getByText('This link has been used')).toBeVisible();
  await givePassword(page, 'newest words in a row');
  await expect(page.getByText('AK', { exact: true })).toBeVisible();
});
