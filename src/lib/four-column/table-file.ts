import type { RequestEvent } from '@sveltejs/kit';
import { ask } from '#lib/api/ask.ts';
import type { FileFormat } from '#server/four-column/service.ts';
import { readTableAddress } from './table-address.ts';
import { fileResponse } from './file-response.ts';

/** The table as a file, for whoever may read it; with `?public=1` what everybody may have of it. */
export function tableFile(format: FileFormat) {
  return async (event: RequestEvent<{ slug: string }>): Promise<Response> => {
    const { slug } = event.params;
    const { searchParams } = event.url;
    const form = searchParams.has('public') ? 'public' : 'own';
    const { round } = readTableAddress(searchParams);
    return fileResponse(
      await ask(event, (api) => api.fourColumn.file.query({ slug, form, round, format })),
    );
  };
}
