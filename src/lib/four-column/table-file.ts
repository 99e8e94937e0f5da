import type { RequestEvent } from '@sveltejs/kit';
import { ask } from '#lib/api/ask.ts';
import type { FileFormat } from '#server/four-column/service.ts';
import { fileResponse } from './file-response.ts';

/** The table as a file, for whoever may read it; with `?public=1` what everybody may have of it. */
export function tableFile(format: FileFormat) {
  return async (event: RequestEvent<{ slug: string }>): Promise<Response> => {
    const { slug } = event.params;
    const form = event.url.searchParams.has('public') ? 'public' : 'own';
    return fileResponse(
      await ask(event, (api) => api.fourColumn.file.query({ slug, form, format })),
    );
  };
}
