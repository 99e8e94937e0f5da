/**
 * A3: every page, form action and file of the site stands here with the permissions that it asks
 * for. The API decides; this says what each address leads to, and fails on one that nobody listed.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Action, actions } from '#domain/permission.ts';
import { declaredPermissions } from '#test/support/api-samples.ts';

/** What is asked beside the rows themselves is for members. */
const ofTable = [
  'comment-table',
  'edit-table',
  'read-draft',
  'read-procedure',
  'read-rounds',
  'read-table',
  'sign-in',
  'write-draft',
] as const;

/** By address: what its loads, actions, methods and components ask for. Nothing: it only shows. */
const routes: Readonly<Record<string, readonly Action[]>> = {
  '/': ['sign-in'],
  '/access/[kind]/[id]': ['change-visibility', 'manage-access'],
  '/account': ['own-account'],
  '/account-deleted': [],
  '/account/data': ['own-account', 'sign-in'],
  '/account/data.json': ['own-account'],
  '/account/security': ['own-account', 'sign-in'],
  '/account/sessions': ['own-account'],
  '/forgotten-password': ['sign-in'],
  '/import': ['edit-table', 'import-document'],
  '/invitation/[token]': ['accept-invitation', 'sign-in'],
  '/procedures': ['read-procedure'],
  '/procedures/[slug]': ['manage-access', 'read-procedure', 'read-rounds'],
  '/procedures/[slug]/drafts': ['read-draft'],
  '/procedures/[slug]/drafts/[draft]': [
    'comment-draft',
    'manage-access',
    'read-draft',
    'sign-in',
    'suggest-draft',
    'write-draft',
  ],
  '/procedures/[slug]/drafts/new': ['create-draft'],
  '/procedures/[slug]/positions': ['read-procedure'],
  '/procedures/[slug]/table': ofTable,
  '/procedures/[slug]/table.akn.xml': ['read-table'],
  '/procedures/[slug]/table/compare': ['read-rounds'],
  '/procedures/[slug]/table/legend': ['edit-table', 'read-rounds'],
  '/procedures/[slug]/table/progress': ['read-rounds'],
  '/procedures/[slug]/table/rows/[number]': ['edit-table', 'read-table'],
  '/procedures/[slug]/table.csv': ['read-table'],
  '/procedures/[slug]/table.docx': ['read-table'],
  '/procedures/[slug]/table.json': ['read-table'],
  '/procedures/[slug]/table.xlsx': ['read-table'],
  '/procedures/[slug]/timeline': ['read-procedure'],
  '/reset-password/[token]': ['sign-in'],
  '/robots.txt': [],
  '/shared/[token]': [],
  '/shared/[token]/(open)': ['open-link'],
  '/shared/[token]/(open)/positions': ['open-link'],
  // The table is the same as for members; without scripts it asks for no further rows.
  '/shared/[token]/(open)/table': ['open-link', ...ofTable],
  '/shared/[token]/(open)/table.akn.xml': ['open-link'],
  '/shared/[token]/(open)/table.csv': ['open-link'],
  '/shared/[token]/(open)/table.docx': ['open-link'],
  '/shared/[token]/(open)/table.json': ['open-link'],
  '/shared/[token]/(open)/table.xlsx': ['open-link'],
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
  '/workspace/audit.csv': ['read-audit', 'sign-in'],
  '/workspace/audit.json': ['read-audit', 'sign-in'],
  '/workspace/choose': [],
  '/workspace/delete': ['manage-workspace'],
  '/workspace/invitations': ['manage-members', 'read-members'],
  '/workspace/links': ['read-members', 'share-by-link'],
  '/workspace/links/new': ['share-by-link'],
  '/workspace/members': ['read-members'],
  '/workspace/members/[user]': ['manage-members', 'read-members'],
  '/workspace/organisations': ['manage-members', 'read-members'],
  '/workspace/organisations/[organisation]': ['manage-members', 'read-members'],
};

const source = fileURLToPath(new URL('../../src/', import.meta.url));
const root = `${source}routes/`;

/** The code of each address: its own files, and all of ours that they lead to. */
function codeByRoute(): Map<string, string> {
  const files = new Map<string, string[]>();
  for (const file of globSync('**/+{page,layout,server,page.server,layout.server}.{ts,svelte}', {
    cwd: root,
  })) {
    const route = `/${dirname(file) === '.' ? '' : dirname(file)}`;
    files.set(route, [...(files.get(route) ?? []), root + file]);
  }
  return new Map([...files].map(([route, own]) => [route, codeOf(own)]));
}

function codeOf(files: readonly string[]): string {
  const read = new Map<string, string>();
  const follow = (file: string): void => {
    if (read.has(file)) return;
    const code = readFileSync(file, 'utf8');
    read.set(file, code);
    importsOf(file, code).forEach(follow);
  };
  files.forEach(follow);
  return [...read.values()].join('\n');
}

/** Ours alone: neither types nor what another layer decides. */
function importsOf(file: string, code: string): string[] {
  const named = [...code.matchAll(/^\s*(?:import|export)\s(?!type\b)[^;]*?from '([^']+)'/gm)]
    .concat([...code.matchAll(/import\('([^']+)'\)/g)])
    .map((match) => match[1] ?? '');
  return named
    .filter((name) => /\.(ts|svelte)$/.test(name) && /^(#lib\/|\.)/.test(name))
    .map((name) =>
      name.startsWith('#lib/') ? `${source}lib/${name.slice(5)}` : join(dirname(file), name),
    );
}

/** The permissions of the procedures of the API that this code calls by name, and of signing in. */
function askedIn(code: string): string[] {
  const calls = [
    ...code.replaceAll(/\s+\./g, '.').matchAll(/([\w.]+)\s*\.(?:query|mutate)\(/g),
  ].map((match) => (match[1] ?? '').replace(/^\./, ''));
  const called = calls.flatMap((call) => pathOf(call) ?? []);
  const permissions = called.map((path) => declaredPermissions.get(path) ?? 'none');
  return [...new Set([...permissions, ...(code.includes('/api/auth') ? ['sign-in'] : [])])].sort();
}

const paths = [...declaredPermissions.keys()];

/** "api.drafts.show" and "versions.name" are each of one procedure; "list" could be of many. */
function pathOf(call: string): string | undefined {
  const whole = paths.find((path) => call === path || call.endsWith(`.${path}`));
  if (whole) return whole;
  const ending = paths.filter((path) => path.endsWith(`.${call}`));
  return ending.length === 1 ? ending[0] : undefined;
}

test('A3: every address of the site is listed with its permissions', () => {
  const told = 'List each address in test/architecture/routes.test.ts, or take away what is gone.';
  expect(Object.keys(routes).sort(), told).toEqual([...codeByRoute().keys()].sort());
});

test.each([...codeByRoute()])('A3: %s asks for what is listed, and nothing else', (route, code) => {
  const listed = [...(routes[route] ?? [])].sort();
  expect(actions).toEqual(expect.arrayContaining(listed));
  expect(askedIn(code), 'the permissions of what it calls').toEqual(listed);
});

test('an address that calls what is not listed is found', () => {
  expect(askedIn('await asked.audit.export.mutate({})')).toEqual(['read-audit']);
  expect(askedIn('api.drafts\n.versions.name.mutate(x); api.imports.held.query(y)')).toEqual([
    'import-document',
    'write-draft',
  ]);
  expect(askedIn('draftsOf(event).versions.name.mutate(x)')).toEqual(['write-draft']);
  expect(codeByRoute().get('/workspace/audit.csv'), 'in what it imports').toContain('audit.export');
});

/** What the server answers without a page, and the test that walks over it or says who may. */
const handled: Readonly<Record<string, string>> = {
  '/trpc': 'test/server/permissions.test.ts',
  '/api/auth': 'test/server/accounts/paths.test.ts',
  '/healthz': 'test/server/health.test.ts',
  '/readyz': 'test/server/health.test.ts',
  '/collaboration': 'test/collaboration/way-in.test.ts',
};

test('A3: every address that the server answers by itself is listed with its test', () => {
  const server = fileURLToPath(new URL('../../server/', import.meta.url));
  const answered = ['main.ts', 'health.ts', 'collaboration/gateway.ts'].flatMap((file) =>
    [...readFileSync(server + file, 'utf8').matchAll(/(?:\['|= '|= \/\^\\)(\/[a-z][a-z/]*)/g)].map(
      (match) => match[1] ?? '',
    ),
  );
  expect(answered.sort()).toEqual(Object.keys(handled).sort());
  for (const file of Object.values(handled))
    expect(existsSync(fileURLToPath(new URL(`../../${file}`, import.meta.url))), file).toBe(true);
});
