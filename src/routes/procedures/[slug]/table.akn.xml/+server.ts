import { tableFile } from '#lib/four-column/table-file.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = tableFile('akn');
