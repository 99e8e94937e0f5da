import type { LinkKind } from '#domain/permission.ts';

/** What a link opens, by its kind. */
export const linkNames: Readonly<Record<LinkKind, string>> = {
  procedure: 'Procedure',
  table: 'Table',
  draft: 'Draft as it stands',
  version: 'Version',
};
