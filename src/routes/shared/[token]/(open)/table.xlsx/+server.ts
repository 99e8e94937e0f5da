import { sharedTableFile } from '#lib/sharing/shared-table-file.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = sharedTableFile('xlsx');
