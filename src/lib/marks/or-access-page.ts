/**
 * To an owner who is not named on it, a restricted page shows only that it is restricted, and who
 * is named: they are led to the page for that. To everybody else it is not there.
 */
import { isHttpError, type LoadEvent, redirect } from '@sveltejs/kit';
import type { ItemKind } from '#domain/permission.ts';
import { api, type Api } from '#lib/api/client.ts';

interface Item {
  readonly kind: ItemKind;
  readonly id: string;
}

export async function orAccessPage<T>(
  event: Pick<LoadEvent, 'fetch' | 'url'>,
  reading: Promise<T>,
  find: (api: Api) => Promise<Item>,
): Promise<T> {
  try {
    return await reading;
  } catch (refusal) {
    if (!isHttpError(refusal, 404)) throw refusal;
    const item = await find(api(event.fetch, event.url.origin)).catch(() => undefined);
    if (item) redirect(303, `/access/${item.kind}/${item.id}`);
    throw refusal;
  }
}
