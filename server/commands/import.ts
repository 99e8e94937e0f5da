/** `trilogue import`: reads one of the institutions' files into a column of a procedure. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { columnRoleName } from '#domain/column-role.ts';
import { countedContents } from '#domain/counted.ts';
import { DomainError } from '#domain/errors.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import {
  importDocument,
  type ImportResult,
  previewImport,
  requireImportable,
} from '../imports/service.ts';
import { asOperator } from './operator.ts';
import { printed, userPath } from './terminal.ts';

export interface ImportOptions {
  readonly procedure: string;
  readonly role: ColumnRole;
  readonly document?: string;
  readonly date?: string;
  readonly language?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export async function importCommand(file: string, options: ImportOptions): Promise<void> {
  const request = { ...options, bytes: await readUpload(file), fileName: basename(file) };
  const result = await asOperator(async (ctx) =>
    options.dryRun
      ? (await previewImport(ctx, request)).result
      : await importDocument(ctx, request),
  );
  await printed(options.json ? forPrograms(result) : inWords(result, options.dryRun === true));
}

/** The columns are told where there are several, as of a table; of one, `role` says it. */
function forPrograms({ roles, ...result }: ImportResult): string {
  return JSON.stringify(roles.length > 1 ? { ...result, roles } : result);
}

async function readUpload(file: string): Promise<Uint8Array> {
  const path = userPath(file);
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory())
    throw new DomainError('bad-input', `${path} is a folder. Name one file in it.`);
  if (!found?.isFile())
    throw new DomainError('not-found', `There is no file at ${path}. Check its name and folder.`);
  requireImportable(found.size);
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new DomainError('bad-input', `${path} cannot be read (${error.code}).`);
  });
}

function inWords(result: ImportResult, isDryRun: boolean): string {
  const { added, changed, unchanged } = result.rows;
  return [
    `${result.document ?? 'A document without a number'} → ${result.procedure}, ${result.roles.map(columnRoleName).join(', ')}` +
      (isDryRun ? ' (nothing is stored)' : ''),
    `Read: ${countedContents(result.counts).join(', ')}`,
    `Rows: ${added} added, ${changed} changed, ${unchanged} unchanged`,
    ...result.warnings.map((warning) => `Note: ${warning}`),
    ...result.unread.map(({ where, why }) => `Not read: ${where}: ${why}`),
  ].join('\n');
}
