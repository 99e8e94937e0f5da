import type { LinkKind } from '#domain/permission.ts';

export interface ShareTarget {
  readonly kind: LinkKind;
  /** Ids. */
  readonly procedure: string;
  readonly draft?: string;
  readonly version?: number;
}

/** Where a link to it is made. */
export function shareAddress({ kind, procedure, draft, version }: ShareTarget): string {
  const query = new URLSearchParams({ kind, procedure });
  if (draft !== undefined) query.set('draft', draft);
  if (version !== undefined) query.set('version', String(version));
  return `/workspace/links/new?${query}`;
}
