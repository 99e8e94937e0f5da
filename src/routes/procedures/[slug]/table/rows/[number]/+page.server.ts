import { fail, redirect } from '@sveltejs/kit';
import { api } from '#lib/api/client.ts';
import { readText } from '#lib/api/form-text.ts';
import { refusal } from '#lib/api/refusal.ts';
import { readSeen, readWish } from '#lib/concordance/read-wish.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ request, fetch, params, url }) => {
    const { slug, number } = params;
    const field = await readText(request);
    const { concordance } = api(fetch, url.origin);
    const wish = readWish(field, number);
    const isUndoing = field('deed') === 'undo';
    if (!wish && !isUndoing)
      return fail(400, { problem: 'Choose one of the buttons below; nothing was changed.' });
    const problem = await refusal(
      wish
        ? concordance.decide.mutate({ slug, wish, seen: readSeen(field('seen')) })
        : concordance.undo.mutate({ slug, id: field('decision') }),
    );
    if (problem !== undefined) return fail(400, { problem });
    // Its row may be gone: then the table shows where everything is.
    const row = await concordance.row.query({ slug, row: number });
    redirect(303, row ? url.pathname : `/procedures/${slug}/table`);
  },
};
