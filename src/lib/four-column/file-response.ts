import type { FileAnswer } from '#server/four-column/service.ts';

/** A file of a table, to be saved under its name. */
export function fileResponse({ fileName, contentType, base64 }: FileAnswer): Response {
  return new Response(Buffer.from(base64, 'base64'), {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  });
}
