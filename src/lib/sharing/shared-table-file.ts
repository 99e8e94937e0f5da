import type { RequestEvent } from '@sveltejs/kit';
import { ask } from '#lib/api/ask.ts';
import { fileResponse } from '#lib/four-column/file-response.ts';
import type { FileFormat } from '#server/four-column/service.ts';
import { knockOf, requireOpen } from './knock.ts';

/** The table as a file, with what the link opens of it. */
export function sharedTableFile(format: FileFormat) {
  return async (event: RequestEvent<{ token: string }>): Promise<Response> => {
    await requireOpen(event);
    return fileResponse(
      await ask(event, (api) => api.shared.file.query({ ...knockOf(event), format })),
    );
  };
}
