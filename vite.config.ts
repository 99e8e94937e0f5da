import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';

/** The application under Vite; imported by address, as it is run and not bundled. */
const application: Plugin = {
  name: 'trilogue-application',
  apply: 'serve',
  async configureServer(server) {
    if (process.env['VITEST']) return;
    const path = new URL('./server/development.ts', import.meta.url).href;
    const { mountApplication } = await import(/* @vite-ignore */ path);
    await mountApplication(server);
  },
};

export default defineConfig({
  plugins: [application, sveltekit()],
  // Two copies of Yjs in one page break silently (COLLABORATION.md, T10).
  resolve: { dedupe: ['yjs', 'y-protocols', 'lib0', '@tiptap/pm', '@tiptap/core'] },
  test: { include: ['test/**/*.test.ts'], exclude: ['test/journeys/**'], testTimeout: 20_000 },
} as Parameters<typeof defineConfig>[0]);
