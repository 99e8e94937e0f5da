import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { ItemKind, Role, Visibility } from '#domain/permission.ts';
import { api, type Api } from '#lib/api/client.ts';
import { refusal } from '#lib/api/refusal.ts';
import type { Actions, RouteParams } from './$types';

type Event = RequestEvent<RouteParams>;

/** What the API does not know, it refuses. */
async function change(
  event: Event,
  ask: (
    marks: Api['marks'],
    item: { kind: ItemKind; id: string },
    text: (name: string) => string,
  ) => Promise<unknown>,
) {
  const form = await event.request.formData();
  const text = (name: string) => String(form.get(name) ?? '');
  const item = { kind: event.params.kind as ItemKind, id: event.params.id };
  const problem = await refusal(ask(api(event.fetch, event.url.origin).marks, item, text));
  if (problem !== undefined) return fail(400, { problem });
  redirect(303, `${event.url.pathname}?done`);
}

export const actions: Actions = {
  mark: (event) =>
    change(event, (marks, item, text) =>
      marks.set.mutate({ ...item, mark: text('mark') as Visibility }),
    ),
  indexed: (event) =>
    change(event, (marks, { id }, text) =>
      marks.setIndexed.mutate({ id, indexed: text('indexed') === '1' }),
    ),
  name: (event) =>
    change(event, (marks, item, text) =>
      marks.name.mutate({ ...item, userId: text('person'), role: text('role') as Role }),
    ),
  withdraw: (event) =>
    change(event, (marks, item, text) =>
      marks.withdraw.mutate({ ...item, userId: text('person') }),
    ),
};
