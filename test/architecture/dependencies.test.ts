/** The directions in which the folders may depend on each other, as ARCHITECTURE.md draws them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  cruise,
  type ICruiseResult,
  type IForbiddenRuleType,
  type IRegularForbiddenRuleType,
} from 'dependency-cruiser';
import { beforeAll, expect, test } from 'vitest';

const forbidden: IForbiddenRuleType[] = [
  rule('the domain imports only itself', '^src/lib/domain/', {
    pathNot: ['^src/lib/domain/', 'node_modules/fast-diff'],
  }),
  rule('document imports only the domain', '^src/lib/document/', {
    path: '^(src/(?!lib/(domain|document)/)|server/|db/|test/)',
  }),
  rule('the database knows only types of the domain', '^db/', {
    path: '^(src/|server/|test/)',
    dependencyTypesNot: ['type-only'],
  }),
  rule('the database knows no types but the domain’s', '^db/', {
    path: '^(src/(?!lib/domain/)|server/|test/)',
  }),
  rule('the server leaves the pages alone', '^server/', {
    path: '^(src/(?!lib/(domain|document)/)|test/)',
  }),
  rule('pages know only types of the server', '^src/', {
    path: '^server/',
    dependencyTypesNot: ['type-only'],
  }),
  rule('pages know nothing of the database', '^src/', { path: '^(db|test)/' }),
  rule('a router calls its service', '^server/[^/]+/router\\.ts$', { path: 'queries\\.ts$' }),
  rule('queries are the last step', '^server/[^/]+/queries\\.ts$', {
    path: '^server/.*(service|router)\\.ts$',
  }),
  {
    name: 'another concept is reached by its service',
    severity: 'error',
    from: { path: '^server/([^/]+)/' },
    to: { path: '^server/[^/]+/(queries|router)\\.ts$', pathNot: '^server/$1/' },
  },
  { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
  rule('tests are used by tests', '^(src|server|db)/', { path: '^test/' }),
];

function rule(name: string, from: string, to: IRegularForbiddenRuleType['to']): IForbiddenRuleType {
  return { name, severity: 'error', from: { path: from }, to } as IForbiddenRuleType;
}

async function inspect(baseDir: string, folders: string[]): Promise<ICruiseResult> {
  const { output } = await cruise(folders, {
    baseDir,
    ruleSet: { forbidden },
    validate: true,
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.svelte-kit|^build/' },
    enhancedResolveOptions: { conditionNames: ['import', 'types', 'node', 'svelte'] },
  });
  return output as ICruiseResult;
}

function violations(result: ICruiseResult): string[] {
  return result.summary.violations.map(
    ({ rule: { name }, from, to }) => `${name}: ${from} → ${to}`,
  );
}

let result: ICruiseResult;

beforeAll(async () => {
  result = await inspect(process.cwd(), ['src', 'server', 'db']);
}, 120_000);

test('every import is in a direction that the architecture allows', () => {
  expect(violations(result)).toEqual([]);
});

test('the check sees the project’s own imports, in components too', () => {
  const imports = (from: string) =>
    result.modules.find(({ source }) => source === from)?.dependencies.map((d) => d.resolved);
  expect(imports('server/database.ts')).toContain('db/connection.ts');
  expect(imports('src/lib/frame/Frame.svelte')).toContain('src/lib/frame/PersonMenu.svelte');
});

test('an import in the wrong direction is named', async () => {
  const tree = mkdtempSync(join(tmpdir(), 'trilogue-directions-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  };
  write('src/lib/domain/rule.ts', "import { main } from '../../../server/main.ts';\nmain();\n");
  write('server/main.ts', 'export const main = () => {};\n');
  const wrong = await inspect(tree, ['src', 'server']);
  rmSync(tree, { recursive: true });
  expect(violations(wrong)).toContain(
    'the domain imports only itself: src/lib/domain/rule.ts → server/main.ts',
  );
});
