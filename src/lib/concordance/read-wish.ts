/** A form of the page of a row, read into what the API is asked. */
import { type ColumnRole, columnRoles } from '#domain/four-column.ts';
import type { Wish } from '#domain/concordance-wish.ts';
import type { SeenCitations } from '#server/concordance/service.ts';

/** `deed` is that of the button that was pressed: "confirm", "confirm-row", "separate" … */
export function readWish(field: (name: string) => string, row: string): Wish | undefined {
  const role = columnRoles.find((one) => one === field('role'));
  const deed = field('deed');
  if (deed === 'confirm-row') return { kind: 'confirm', row, roles: [] };
  if (deed === 'merge') return { kind: 'merge', row, other: field('other') };
  if (deed === 'unmerge') return { kind: 'unmerge', row };
  if (!role) return undefined;
  const part = field('part') || null;
  if (deed === 'confirm') return { kind: 'confirm', row, roles: [role] };
  if (deed === 'separate') return { kind: 'separate', row, role, part };
  return deed === 'move' ? { kind: 'move', row, role, part, to: field('to') } : undefined;
}

/** The citations that the form was made with; null where there are none to go by. */
export function readSeen(written: string): SeenCitations | null {
  try {
    const value: unknown = JSON.parse(written);
    if (value === null || typeof value !== 'object') return null;
    const entries = Object.entries(value).filter(
      ([role, citation]) =>
        columnRoles.includes(role as ColumnRole) && typeof citation === 'string',
    );
    return Object.fromEntries(entries) as SeenCitations;
  } catch {
    return null;
  }
}
