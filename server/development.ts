/** The development server (`npm run dev`): the same application, mounted on Vite's own server. */
import type { ViteDevServer } from 'vite';
import { readConfiguration } from './configuration.ts';
import { assemble } from './main.ts';

export async function mountApplication(vite: ViteDevServer): Promise<void> {
  const port = vite.config.server.port ?? 5173;
  const env = { ORIGIN: `http://localhost:${port}`, LOG_LEVEL: 'info', ...process.env };
  const configuration = readConfiguration(env, process.env['DEMO'] !== undefined);
  const assembly = await assemble(configuration, true);
  vite.middlewares.use(assembly.middleware);
  // Vite's own sockets, which tell the page of changes, stay with Vite.
  vite.httpServer?.on('upgrade', (request, stream, head) => {
    if (request.url?.startsWith('/collaboration/')) assembly.upgrade(request, stream, head);
  });
  vite.httpServer?.once('close', () => void assembly.close());
}
