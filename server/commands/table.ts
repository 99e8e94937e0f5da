/** `trilogue table` and `trilogue procedures`: what is kept, for people and for other programs. */
import { writeFile } from 'node:fs/promises';
import { DomainError } from '#domain/errors.ts';
import type { Context } from '../context.ts';
import {
  exportCsv,
  exportFile,
  type ExportOptions,
  exportTable,
  fileFormats,
} from '../four-column/service.ts';
import { listProcedures } from '../procedures/service.ts';
import { asOperator } from './operator.ts';
import { isNotFound, notKept, slugOf } from './procedure-argument.ts';
import { printed, userPath, written } from './terminal.ts';

export const tableFormats = ['json', 'csv', ...fileFormats] as const;
type TableFormat = (typeof tableFormats)[number];

export interface TableOptions {
  readonly format: TableFormat;
  readonly out?: string;
  readonly public?: boolean;
  readonly round?: string;
}

export async function tableCommand(
  reference: string,
  { format, out, public: isPublic, round }: TableOptions,
): Promise<void> {
  const slug = slugOf(reference);
  if (out === undefined) refuseTerminal(format, process.stdout.isTTY);
  const table = await asOperator((ctx) =>
    writeTable(ctx, slug, format, {
      form: isPublic ? 'public' : 'own',
      round: roundOf(round),
    }),
  ).catch((error: unknown) => {
    throw isNotFound(error) ? notKept(reference) : error;
  });
  if (out === undefined) await written(table);
  else await save(userPath(out), table);
}

/** What is no text would garble a terminal, and perhaps take it over. */
function roundOf(given: string | undefined): number | null {
  if (given === undefined) return null;
  if (/^[1-9]\d{0,3}$/.test(given)) return Number(given);
  throw new DomainError(
    'bad-input',
    `“${given}” is no round. Give the number of a frozen round, as in --round 1.`,
  );
}

export function refuseTerminal(format: TableFormat, isTerminal: boolean): void {
  if (!isTerminal || (format !== 'docx' && format !== 'xlsx')) return;
  throw new DomainError(
    'bad-input',
    `A terminal cannot show a .${format} file. Name a file to write with --out, or send it into a pipe.`,
  );
}

async function writeTable(
  ctx: Context,
  slug: string,
  format: TableFormat,
  options: ExportOptions,
): Promise<string | Uint8Array> {
  if (format === 'json') return `${JSON.stringify(await exportTable(ctx, slug, options))}\n`;
  if (format === 'csv') return `${(await exportCsv(ctx, slug, options)).trimEnd()}\n`;
  return (await exportFile(ctx, slug, format, options)).bytes;
}

async function save(path: string, table: string | Uint8Array): Promise<void> {
  try {
    await writeFile(path, table);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DomainError(
      'bad-input',
      `${path} cannot be written (${code}). Give --out a file in a folder that is there and that you may write to.`,
    );
  }
}

export async function proceduresCommand({ json }: { readonly json?: boolean }): Promise<void> {
  const procedures = await asOperator(listProcedures);
  if (json) return printed(JSON.stringify(procedures.map(forPrograms)));
  if (procedures.length === 0) return printed('No procedure is kept yet. Begin with an import.');
  return printed(procedures.map((one) => `${one.reference}  ${one.shortTitle}`).join('\n'));
}

function forPrograms(procedure: Awaited<ReturnType<typeof listProcedures>>[number]) {
  const { reference, shortTitle, visibility, stateLine } = procedure;
  return { procedure: reference, title: shortTitle, visibility, state: stateLine };
}
