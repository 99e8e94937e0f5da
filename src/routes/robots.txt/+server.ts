import type { RequestHandler } from './$types';

/** What search engines are asked to leave alone; what each procedure allows, its pages say. */
export const GET: RequestHandler = ({ url }) => {
  const closed = [
    '/access/',
    '/account',
    '/import',
    '/invitation/',
    '/shared/',
    '/trpc/',
    '/workspace',
  ];
  const lines = ['User-agent: *', ...closed.map((path) => `Disallow: ${path}`)];
  const text = [...lines, '', `Sitemap: ${url.origin}/sitemap.xml`, ''].join('\n');
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
