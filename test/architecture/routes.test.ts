/**
 * A3: every page, form action and file of the site stands here with the permissions that it asks
 * for. The API decides; this says what each address leads to, and fails on one that nobody listed.
 */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Action, actions } from '#domain/permission.ts';
import { declaredPermissions } from '#test/support/api-samples.ts';

/** By address: what its loads, actions and methods ask for. Open pages name what is open to everybody. */
const routes: Readonly<Record<string, readonly Action[]>> = {
  '/': ['sign-in'],
  '/access/[kind]/[id]': ['change-visibility', 'manage-access'],
  '/account': ['own-account'],
  '/account-deleted': ['sign-in'],
  '/account/data': ['own-account'],
  '/account/data.json': ['own-account'],
  '/account/security': ['own-account'],
  '/account/sessions': ['own-account'],
  '/forgotten-password': ['sign-in'],
  '/import': ['import-document'],
  '/invitation/[token]': ['accept-invitation'],
  '/procedures': ['read-procedure'],
  '/procedures/[slug]': ['manage-access', 'read-procedure'],
  '/procedures/[slug]/drafts': ['read-draft'],
  '/procedures/[slug]/drafts/[draft]': ['manage-access', 'read-draft', 'write-draft'],
  '/procedures/[slug]/drafts/new': ['create-draft'],
  '/procedures/[slug]/positions': ['read-procedure'],
  '/procedures/[slug]/table': ['read-table'],
  '/procedures/[slug]/table.csv': ['read-table'],
  '/procedures/[slug]/table.json': ['read-table'],
  '/procedures/[slug]/timeline': ['read-procedure'],
  '/reset-password/[token]': ['sign-in'],
  '/robots.txt': ['sign-in'],
  '/shared/[token]': ['open-link'],
  '/shared/[token]/(open)': ['open-link'],
  '/shared/[token]/(open)/positions': ['open-link'],
  '/shared/[token]/(open)/table': ['open-link'],
  '/shared/[token]/(open)/table.csv': ['open-link'],
  '/shared/[token]/(open)/table.json': ['open-link'],
  '/shared/[token]/(open)/text': ['open-link'],
  '/shared/[token]/(open)/timeline': ['open-link'],
  '/shared/[token]/unlock': ['open-link'],
  '/sign-in': ['sign-in'],
  '/sign-in/provider': ['sign-in'],
  '/sign-in/second-factor': ['sign-in'],
  '/sign-out': ['sign-in'],
  '/sitemap.xml': ['read-procedure'],
  '/verify-email': ['sign-in'],
  '/welcome': ['sign-in'],
  '/workspace': ['found-workspace', 'manage-workspace', 'own-account', 'read-members'],
  '/workspace/audit': ['read-audit'],
  '/workspace/audit.csv': ['read-audit'],
  '/workspace/audit.json': ['read-audit'],
  '/workspace/choose': ['own-account'],
  '/workspace/delete': ['manage-workspace'],
  '/workspace/invitations': ['manage-members', 'read-members'],
  '/workspace/links': ['share-by-link'],
  '/workspace/links/new': ['share-by-link'],
  '/workspace/members': ['read-members'],
  '/workspace/members/[user]': ['manage-members', 'read-members'],
  '/workspace/organisations': ['manage-members', 'read-members'],
  '/workspace/organisations/[organisation]': ['manage-members', 'read-members'],
};

const root = fileURLToPath(new URL('../../src/routes/', import.meta.url));

/** The code of each address, all its files together; components that only show are not asked. */
function codeByRoute(): Map<string, string> {
  const code = new Map<string, string>();
  for (const file of globSync('**/+{page,layout,server,page.server,layout.server}.{ts,svelte}', {
    cwd: root,
  })) {
    const route = `/${file.split('/').slice(0, -1).join('/')}`;
    const own = file.endsWith('.ts') ? readFileSync(root + file, 'utf8') : '';
    code.set(route, `${code.get(route) ?? ''}${own}`);
  }
  return code;
}

/** The permissions of the procedures of the API that this code calls by name. */
function askedIn(code: string): string[] {
  const calls = [
    ...code.replaceAll(/\s+\./g, '.').matchAll(/([\w.]+)\s*\.(?:query|mutate)\(/g),
  ].map((match) => match[1] ?? '');
  const called = [...declaredPermissions].filter(([path]) =>
    calls.some((call) => call === path || call.endsWith(`.${path}`)),
  );
  return [...new Set(called.map(([, permission]) => permission))].sort();
}

test('A3: every address of the site is listed with its permissions', () => {
  const told = 'List each address in test/architecture/routes.test.ts, or take away what is gone.';
  expect(Object.keys(routes).sort(), told).toEqual([...codeByRoute().keys()].sort());
});

test.each([...codeByRoute()])('A3: %s asks for what is listed, and nothing else', (route, code) => {
  const listed = routes[route] ?? [];
  expect(actions).toEqual(expect.arrayContaining([...listed]));
  expect(listed, 'each permission that its procedures declare').toEqual(
    expect.arrayContaining(askedIn(code)),
  );
  expect(listed.length, 'at least one permission').toBeGreaterThan(0);
});

test('an address that calls what is not listed is found', () => {
  expect(askedIn('await asked.audit.export.mutate({})')).toEqual(['read-audit']);
  expect(askedIn('api.drafts\n.versions.name.mutate(x); api.imports.held.query(y)')).toEqual([
    'import-document',
    'write-draft',
  ]);
});
