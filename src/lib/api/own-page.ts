import { error } from '@sveltejs/kit';

/**
 * For an address that writes into the audit log when it is read: another site's page could lead
 * somebody there, and the log would say that they went themselves. Browsers tell what kind of site
 * a request comes from; an address typed in, a program and an old browser name none.
 */
export function requireOwnPage({ request }: { readonly request: Request }): void {
  const site = request.headers.get('sec-fetch-site');
  if (site === 'cross-site' || site === 'same-site')
    error(403, 'Another site asked for this file, so it was not made. Open it from its page here.');
}
