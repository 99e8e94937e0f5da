/**
 * `npm test`: the suites, then the browser journeys on the built program. It ends with one line
 * that counts both. What cannot run here is named with its reason.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPagesIfStale } from '#server/build.ts';
import { findOrInstallChrome, missingChrome } from '#test/support/chrome.ts';
import { sharedFile } from '#test/support/shared-data.ts';

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const reports = mkdtempSync(join(tmpdir(), 'trilogue-test-'));
sayWhatIsSkipped();
await buildPagesIfStale();
const tallies = [runSuites(), runJourneys()];
rmSync(reports, { recursive: true });
const sum = (of: keyof Tally) => tallies.reduce((total, tally) => total + tally[of], 0);
if (sum('skipped') > 0) console.log(`${sum('skipped')} skipped, for the reasons given above`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') === 0 ? 0 : 1);

function sayWhatIsSkipped(): void {
  if (!process.env['TEST_POSTGRES_URL'])
    console.log('Skipped: the suites on PostgreSQL, because TEST_POSTGRES_URL is not set.');
  if (!process.env['TEST_REDIS_URL'])
    console.log('Skipped: the suites with several nodes, because TEST_REDIS_URL is not set.');
  if (!sharedFile('README.md'))
    console.log(
      'Skipped: the suites on the institutions’ own files, which are not beside the project.',
    );
}

function runSuites(): Tally {
  const report = join(reports, 'suites.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const status = run('node_modules/vitest/vitest.mjs', args);
  const read = readReport(report) as Record<string, number> | undefined;
  if (!read) return { passed: 0, failed: 1, skipped: 0 };
  const failed = read['numFailedTests'] ?? 0;
  return {
    passed: read['numPassedTests'] ?? 0,
    // A suite that could not even be loaded has no failed test of its own.
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: read['numPendingTests'] ?? 0,
  };
}

function runJourneys(): Tally {
  const chrome = findOrInstallChrome();
  if (!chrome) {
    console.error(missingChrome);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const report = join(reports, 'journeys.json');
  const env = { CHROME_PATH: chrome, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const args = ['test', '-c', 'test/journeys/playwright.config.ts', '--reporter=list,json'];
  const status = run('node_modules/@playwright/test/cli.js', args, env);
  const { stats } = (readReport(report) ?? {}) as { stats?: Record<string, number> };
  if (!stats) return { passed: 0, failed: 1, skipped: 0 };
  const failed = (stats['unexpected'] ?? 0) + (stats['flaky'] ?? 0);
  return {
    passed: stats['expected'] ?? 0,
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: stats['skipped'] ?? 0,
  };
}

function run(script: string, args: readonly string[], env: Record<string, string> = {}): number {
  const options = { env: { ...process.env, ...env }, stdio: 'inherit' } as const;
  return spawnSync(process.execPath, [script, ...args], options).status ?? 1;
}

function readReport(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
