import { auditFile } from '#lib/audit/audit-file.ts';
import type { RequestHandler } from './$types';

/** All that the filter of the address shows, for owners. */
export const GET: RequestHandler = (event) => auditFile(event, 'csv');
