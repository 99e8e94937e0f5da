/** The audit log as a file, asked for part by part while it is sent. */
import { readAuditFilter } from '#domain/audit.ts';
import { ask } from '#lib/api/ask.ts';
import { api } from '#lib/api/client.ts';
import { requireOwnPage } from '#lib/api/own-page.ts';

type Asked = Parameters<typeof ask>[0] & Parameters<typeof requireOwnPage>[0];
export type AuditFormat = 'csv' | 'json';

const types: Readonly<Record<AuditFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** A refusal of the first part is an answer of its own; of a later one, the file breaks off. */
export async function auditFile(event: Asked, format: AuditFormat): Promise<Response> {
  requireOwnPage(event);
  const current = await ask(event, (asked) => asked.session.current.query());
  const workspaceId = current.workspace?.id ?? 'none';
  const filter = readAuditFilter(event.url.searchParams);
  const request = { workspaceId, filter, format };
  const first = await ask(event, (asked) =>
    asked.audit.export.mutate({ ...request, before: null }),
  );
  const { audit } = api(event.fetch, event.url.origin);
  const body = streamOf(first, (before) => audit.export.mutate({ ...request, before }));
  return new Response(body, {
    headers: {
      'content-type': types[format],
      'content-disposition': `attachment; filename="audit-log.${format}"`,
      'cache-control': 'no-store',
    },
  });
}

interface Part {
  readonly text: string;
  readonly next: string | null;
}

function streamOf(
  first: Part,
  read: (before: string) => Promise<Part>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let part: Part | undefined = first;
  return new ReadableStream({
    async pull(controller) {
      if (!part) return controller.close();
      controller.enqueue(encoder.encode(part.text));
      part = part.next === null ? undefined : await read(part.next);
      if (!part) controller.close();
    },
  });
}
