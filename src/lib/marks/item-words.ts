import type { ItemKind } from '#domain/permission.ts';

/** How a thing is called on the page that says who may read it, and where it stands. */
export const itemWords: Readonly<
  Record<ItemKind, { one: string; this: string; page: (id: string) => string }>
> = {
  procedure: { one: 'a procedure', this: 'this procedure', page: () => '' },
  draft: { one: 'a draft', this: 'this draft', page: (id) => `/drafts/${id}` },
  position: { one: 'a text', this: 'this text', page: () => '/table' },
  statement: { one: 'a statement', this: 'this statement', page: () => '/positions#statements' },
};
