/**
 * Finds a browser for the journeys: the one that CHROME_PATH names, else Chrome or Chromium
 * where systems keep it, else Debian's, installed where that is allowed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = [
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

export const missingChrome =
  'The browser journeys need Chrome or Chromium: install one, or set CHROME_PATH to where it is.';

function findChrome(): string | undefined {
  const named = process.env['CHROME_PATH'];
  if (named) return existsSync(named) ? named : undefined;
  return places.find((place) => existsSync(place));
}

/** The path of a browser, after installing Debian's if there is none; undefined if that fails too. */
export function findOrInstallChrome(): string | undefined {
  const found = findChrome();
  if (found || process.env['CHROME_PATH'] || !mayInstall()) return found;
  console.log('No Chrome or Chromium found: installing Debian’s chromium …');
  apt(['update']);
  apt(['install', '-y', '--no-install-recommends', 'chromium']);
  return findChrome();
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

function apt(args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('/usr/bin/apt-get', ['-q', ...args], { env, stdio: 'ignore' });
}
