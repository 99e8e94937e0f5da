import type { Cookies } from '@sveltejs/kit';

const oneYear = 365 * 24 * 60 * 60;

/** The workspace that this browser works in from now on; it grants nothing. */
export function chooseWorkspace(cookies: Cookies, { protocol }: URL, id: string): void {
  cookies.set('trilogue-workspace', id, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: protocol === 'https:',
    maxAge: oneYear,
  });
}
