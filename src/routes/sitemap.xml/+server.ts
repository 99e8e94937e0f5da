import { ask } from '#lib/api/ask.ts';
import type { RequestHandler } from './$types';

const pages = ['', '/timeline', '/table', '/positions'];

/** The public procedures that their owners let search engines list. */
export const GET: RequestHandler = async (event) => {
  const procedures = await ask(event, (api) => api.procedures.list.query());
  const urls = procedures
    .filter(({ isListed }) => isListed)
    .flatMap(({ slug }) => pages.map((page) => `${event.url.origin}/procedures/${slug}${page}`));
  const entries = urls.map((url) => `<url><loc>${url}</loc></url>`).join('');
  const text = `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries}</urlset>`;
  return new Response(text, { headers: { 'content-type': 'application/xml; charset=utf-8' } });
};
