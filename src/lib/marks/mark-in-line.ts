import { markWords } from '#domain/mark.ts';
import type { Visibility } from '#domain/permission.ts';

/** The end of a line that says how things stand; empty for what everybody may read. */
export function markInLine(mark: Visibility): string {
  if (mark === 'public') return '';
  return mark === 'workspace' ? ' · private to the workspace' : ` · ${markWords[mark].name}`;
}
