import type { ColumnRole } from '#domain/four-column.ts';

interface Wanted {
  readonly procedure: string;
  readonly role?: ColumnRole;
  /** The document's number, where it is known. */
  readonly document?: string | null;
}

/** The import's page with what is known already filled in. */
export function importAddress({ procedure, role, document }: Wanted): string {
  const query = new URLSearchParams({ procedure });
  if (role) query.set('role', role);
  if (document) query.set('document', document);
  return `/import?${query}`;
}
