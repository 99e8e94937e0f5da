import type { Middleware } from './http.ts';

/** The limit leaves room for a form around the largest file that is taken. */
const largestForm = '21M';

/** The built pages, which people reach at `origin`. */
export async function builtPages(origin: string): Promise<Middleware> {
  settleEnvironment(process.env, origin);
  const path = new URL('../build/handler.js', import.meta.url).href;
  const { handler } = (await import(path)) as { handler: Middleware };
  return handler;
}

/** The pages’ handler reads these as it is first imported; neither is a setting of ours to get wrong. */
export function settleEnvironment(env: NodeJS.ProcessEnv, origin: string): void {
  env['ORIGIN'] = origin;
  env['BODY_SIZE_LIMIT'] = largestForm;
}
