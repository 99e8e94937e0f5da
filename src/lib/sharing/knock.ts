import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { api } from '#lib/api/client.ts';

/** Kept for the link's own pages alone. */
export const passCookie = 'trilogue-shared';

type Event = Pick<RequestEvent<{ token: string }>, 'cookies' | 'fetch' | 'params' | 'url'>;

/** What opens a link: its token, and what the browser kept of its password. */
export function knockOf({ params, cookies }: Pick<Event, 'params' | 'cookies'>) {
  return { token: params.token, pass: cookies.get(passCookie) ?? null };
}

/** What a link that opens is to; any other leads to the password, or to a sentence. */
export async function requireOpen(event: Event) {
  const { shared } = api(event.fetch, event.url.origin);
  const view = await shared.look.query(knockOf(event));
  if (view.state === 'open') return view;
  if (view.state === 'locked') redirect(303, `/shared/${event.params.token}/unlock`);
  error(view.state === 'unknown' ? 404 : 410, sentences[view.state]);
}

const sentences = {
  unknown:
    'This link does not open anything here. It may be incomplete: copy all of it, or ask whoever sent it for another.',
  expired: 'This link has expired. Ask whoever sent it for another.',
  withdrawn: 'This link was withdrawn and opens nothing any more. Ask whoever sent it.',
} as const;
