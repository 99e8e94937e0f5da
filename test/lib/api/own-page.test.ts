/** The files whose making the audit log tells of, asked for as a browser asks. */
import { describe, expect, test, vi } from 'vitest';
import { GET as ownData } from '../../../src/routes/account/data.json/+server.ts';
import { GET as auditCsv } from '../../../src/routes/workspace/audit.csv/+server.ts';
import { GET as auditJson } from '../../../src/routes/workspace/audit.json/+server.ts';

type Handler = (event: { request: Request; url: URL; fetch: typeof fetch }) => unknown;

const files = {
  '/account/data.json': ownData,
  '/workspace/audit.csv': auditCsv,
  '/workspace/audit.json': auditJson,
} as unknown as Readonly<Record<string, Handler>>;

/** Of the API, which answers nothing of use; what matters is whether it is asked. */
const answered = { text: '', next: null, workspace: null };

async function get(path: string, site: string | null) {
  const asked = vi.fn(async () => Response.json({ result: { data: answered } }));
  const url = new URL(`https://trilogue.example${path}`);
  const request = new Request(url, { headers: site === null ? {} : { 'sec-fetch-site': site } });
  const answer = (async () => files[path]!({ request, url, fetch: asked }))();
  const status = await answer.then(
    (response) => (response as Response).status,
    (refusal: { status: number }) => refusal.status,
  );
  return { status, asked: asked.mock.calls.length > 0 };
}

describe.each(Object.keys(files))('%s', (path) => {
  test.each(['cross-site', 'same-site'])(
    'a file that the log tells of is not made for another site’s page: %s',
    async (site) => {
      expect(await get(path, site)).toEqual({ status: 403, asked: false });
    },
  );

  test.each(['same-origin', 'none', null])(
    'is made for whoever comes from here: %s',
    async (site) => {
      expect(await get(path, site)).toEqual({ status: 200, asked: true });
    },
  );
});
