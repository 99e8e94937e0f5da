import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The path of one of the institutions' real files, which lie beside the project and are never
 * committed; undefined where they are absent, and the test says that it is skipped.
 */
export function sharedFile(path: string): string | undefined {
  const full = fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url));
  return existsSync(full) ? full : undefined;
}
