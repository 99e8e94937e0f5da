/** What ends links from outside: the mark of what they name, and their maker’s right to make them. */
import type { Db } from '#db/connection.ts';
import type { ItemKind } from '#domain/permission.ts';
import { type LinkDoer, recordLink } from './deeds.ts';
import { revokeLinksTo } from './queries.ts';

export { withdrawLinksBy, withdrawLostLinks } from './links.ts';

/** Of a procedure also those to its table and drafts. */
export async function withdrawLinksTo(
  trx: Db,
  by: LinkDoer,
  item: { readonly kind: ItemKind; readonly id: string },
): Promise<void> {
  const withdrawal = { now: by.clock.now(), by: by.visitor.user?.id ?? null };
  for (const link of await revokeLinksTo(trx, item, withdrawal))
    await recordLink(trx, by, link, 'link-revoked');
}
