/** The invented dossier of test/fixtures/lighthouse, ready to be imported. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ColumnRole } from '#domain/four-column.ts';
import type { Context } from '#server/context.ts';
import { importDocument, type ImportRequest, type ImportResult } from '#server/imports/service.ts';

const files = {
  proposal: ['proposal.xhtml', 'proposal'],
  bill: ['bill.akn.xml', 'proposal'],
  amendments: ['amendments.html', 'parliament'],
  position: ['position.html', 'parliament'],
  act: ['act.fmx.xml', 'agreement'],
} as const satisfies Record<string, readonly [string, ColumnRole]>;

export type LighthouseFile = keyof typeof files;

/** The address of the procedure's pages. */
export const lighthouse = { reference: '2099/0001(COD)', slug: '2099-0001-cod' };

export function lighthousePath(file: LighthouseFile): string {
  return fileURLToPath(new URL(`../fixtures/lighthouse/${files[file][0]}`, import.meta.url));
}

/** The file with its text altered. */
export function lighthouseBytes(file: LighthouseFile, alter: (text: string) => string): Uint8Array {
  return new TextEncoder().encode(alter(readFileSync(lighthousePath(file), 'utf8')));
}

/** What is asked for when the file goes to the column that it is meant for. */
export function lighthouseRequest(
  file: LighthouseFile,
  overrides: Partial<ImportRequest> = {},
): ImportRequest {
  const [fileName, role] = files[file];
  const bytes = readFileSync(lighthousePath(file));
  return { bytes, fileName, procedure: lighthouse.reference, role, ...overrides };
}

export function importLighthouse(
  ctx: Context,
  file: LighthouseFile,
  overrides: Partial<ImportRequest> = {},
): Promise<ImportResult> {
  return importDocument(ctx, lighthouseRequest(file, overrides));
}
