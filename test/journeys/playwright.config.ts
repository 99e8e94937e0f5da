import { defineConfig } from '@playwright/test';

/** The browser is the system's own: test/support/chrome.ts finds it. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  fullyParallel: false,
  // Each journey has a server and several browsers of its own: two at once take each other's time.
  workers: 1,
  retries: 0,
  timeout: 150_000,
  expect: { timeout: 15_000 },
  use: {
    launchOptions: {
      executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    },
    // A trace costs time in every journey: ask for it when something is to be looked into.
    trace: process.env['TRACE'] ? 'retain-on-failure' : 'off',
  },
});
