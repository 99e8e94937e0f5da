import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** The home of Trilogue is the list of procedures, which says what this is. */
export const load: PageLoad = async ({ parent }) => {
  await parent();
  redirect(307, '/procedures');
};
