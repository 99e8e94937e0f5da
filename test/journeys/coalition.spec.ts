/** From an empty server to a coalition of three organisations with a person in each role. */
import { type Browser, expect, type Page, test } from '@playwright/test';
import { begin, saying } from './drafting.ts';
import { expectAccessible, startServer, type TestServer } from './support.ts';

const password = 'a few words in a row';

const people = [
  { name: 'Bram de Vries', role: 'Editor', organisation: 'Rights Forum' },
  { name: 'Dimitra Papadaki', role: 'Suggester', organisation: 'Open Networks' },
  { name: 'Emil Lindqvist', role: 'Commenter', organisation: 'Rights Forum' },
  { name: 'Chloé Martin', role: 'Reader', organisation: 'Fair Export' },
] as const;

const addressOf = (name: string) =>
  `${name.split(' ')[0]?.toLowerCase()}@example.org`.replace('é', 'e');

let server: TestServer;

test.beforeAll(async () => void (server = await startServer({ demo: false })));
test.afterAll(() => server.stop());

const go = (page: Page, path: string) => page.goto(server.address + path);
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

async function foundCoalition(page: Page): Promise<void> {
  await go(page, '/');
  await page.getByLabel('Name').fill('Anna Kovács');
  await page.getByLabel('E-mail').fill('anna@example.org');
  await page.getByLabel('Password').fill(password);
  await press(page, 'Create the account and sign in');
  await go(page, '/workspace');
  await expectAccessible(page);
  await page.getByLabel('Name of the workspace').fill('Export control coalition');
  await press(page, 'Rename');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Export control coalition');
}

async function addOrganisations(page: Page): Promise<void> {
  await go(page, '/workspace/organisations');
  for (const name of ['Open Networks', 'Rights Forum', 'Fair Export']) {
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Country').selectOption({ label: 'Belgium' });
    await press(page, 'Add the organisation');
    await expect(page.getByRole('listitem').filter({ hasText: name })).toContainText('Belgium');
  }
  await page.getByLabel('Name').fill('rights forum');
  await press(page, 'Add the organisation');
  await expect(page.getByRole('alert')).toContainText(
    'is an organisation of this workspace already',
  );
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Change Fair Export' }).click();
  await expect(page.getByRole('heading', { name: 'Fair Export' })).toBeVisible();
  await page.getByLabel('Website').fill('https://fair-export.example');
  await expectAccessible(page);
  await press(page, 'Save');
  await expect(page.getByRole('link', { name: 'fair-export.example' })).toBeVisible();
}

async function inviteSomebody(page: Page, person: (typeof people)[number]): Promise<string> {
  await go(page, '/workspace/invitations');
  await page.getByLabel('E-mail').fill(addressOf(person.name));
  await page.getByRole('radio', { name: person.role, exact: true }).check();
  await page.getByLabel('Organisation').selectOption({ label: person.organisation });
  await press(page, /^Invite$/);
  return page.getByLabel('Link of the invitation').inputValue();
}

async function join(browser: Browser, link: string, name: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Invitation to “Export control coalition”',
  );
  await expectAccessible(page);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(password);
  await press(page, 'Create the account and join');
  await expect(page).toHaveURL(/procedures$/);
  return page;
}

test.describe.configure({ mode: 'serial', timeout: 360_000 });

let anna: Page;
let bram: Page;
/** Of Bram's draft. */
let address: string;

test('[A1] [A2] a coalition of three organisations is set up from an empty server', async ({
  browser,
}) => {
  anna = await (await browser.newContext()).newPage();
  await foundCoalition(anna);
  await addOrganisations(anna);

  const pages = new Map<string, Page>();
  let usedLink = '';
  for (const person of people) {
    usedLink = await inviteSomebody(anna, person);
    pages.set(person.role, await join(browser, usedLink, person.name));
  }
  await go(anna, '/workspace/members');
  await expectAccessible(anna);
  for (const { name, role, organisation } of people) {
    const row = anna.getByRole('row').filter({ hasText: name });
    await expect(row).toContainText(organisation);
    await expect(row).toContainText(role.toLowerCase());
  }

  const refused = await anna.goto(usedLink);
  expect(refused?.status()).toBe(409);
  await expect(anna.getByText('This invitation has been used already.')).toBeVisible();
  await expectAccessible(anna);

  bram = pages.get('Editor')!;
  const chloe = pages.get('Reader')!;
  await go(chloe, '/workspace/members');
  await expect(chloe.getByRole('link', { name: 'Invitations' })).toHaveCount(0);
  await expect(chloe.getByText('bram@example.org')).toHaveCount(0);
  await go(chloe, '/import');
  await expect(chloe.getByText('Ask an owner to make you an editor.')).toBeVisible();
});

test('[A3] a role that is taken away is gone from an open draft within five seconds', async () => {
  await importProposal(bram);
  address = await begin(server, bram, 'art_2');
  await expect(saying(bram)).toContainText('Saved');

  await go(anna, '/workspace/members');
  await anna.getByRole('link', { name: 'Change Bram de Vries' }).click();
  await expect(anna.getByRole('heading', { name: 'Bram de Vries' })).toBeVisible();
  await expectAccessible(anna);
  await anna.getByRole('radio', { name: 'Reader', exact: true }).check();
  await press(anna, 'Save');
  await expect(saying(bram)).toContainText('You may not write here any more', { timeout: 5000 });

  await bram.reload();
  await expect(saying(bram)).toContainText('Read-only');
});

test('[A1] a workspace that is deleted is gone for everybody, and comes back as it was', async ({
  browser,
}) => {
  await go(anna, '/workspace/delete');
  await expectAccessible(anna);
  await anna.getByLabel('Write the name').fill('Export');
  await press(anna, 'Delete the workspace');
  await expect(anna.getByLabel('Write the name')).toHaveAccessibleDescription(
    /Nothing was deleted/,
  );
  await anna.getByLabel('Write the name').fill('Export control coalition');
  const before = Date.now();
  await press(anna, 'Delete the workspace');
  await expect(saying(bram)).not.toContainText('Read-only', { timeout: 5000 });
  expect(Date.now() - before).toBeLessThan(6000);
  expect((await bram.request.get(address)).status()).toBe(404);
  const stranger = await (await browser.newContext()).newPage();
  const law = await go(stranger, '/procedures/2016-0295-cod');
  expect(law?.status()).toBe(404);

  await go(bram, '/procedures');
  await expect(bram.getByText('You belong to no workspace')).toBeVisible();
  await go(bram, '/workspace');
  await expectAccessible(bram);
  await expect(anna.getByRole('heading', { name: 'Deleted workspaces' })).toBeVisible();
  await expectAccessible(anna);
  await press(anna, 'Bring back');
  await expect(anna.getByRole('heading', { level: 1 })).toHaveText('Export control coalition');
  expect((await bram.request.get(address)).status()).toBe(200);
});

async function importProposal(page: Page): Promise<void> {
  await go(page, '/import');
  await page.getByLabel('File').setInputFiles('test/fixtures/lighthouse/proposal.xhtml');
  await page.getByLabel('Procedure').fill('2031/0001(COD)');
  await page.getByRole('radio', { name: /Commission proposal/ }).check();
  await press(page, 'Preview the import');
  await press(page, 'Import this text');
  await expect(page).toHaveURL(/2031-0001-cod\/table/);
}
