import type { Middleware } from './http.ts';

/**
 * The built pages. Their handler reads ORIGIN and BODY_SIZE_LIMIT from the environment as it is
 * first imported; the limit leaves room for a form around the largest file that is taken.
 */
export async function builtPages(): Promise<Middleware> {
  process.env['BODY_SIZE_LIMIT'] ??= '21M';
  const path = new URL('../build/handler.js', import.meta.url).href;
  const { handler } = (await import(path)) as { handler: Middleware };
  return handler;
}
