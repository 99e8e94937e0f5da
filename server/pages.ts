import type { Middleware } from './http.ts';

/** The built pages. Their handler reads ORIGIN from the environment as it is first imported. */
export async function builtPages(): Promise<Middleware> {
  const path = new URL('../build/handler.js', import.meta.url).href;
  const { handler } = (await import(path)) as { handler: Middleware };
  return handler;
}
