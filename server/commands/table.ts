/** `trilogue table` and `trilogue procedures`: what is kept, for people and for other programs. */
import { writeFile } from 'node:fs/promises';
import { DomainError } from '#domain/errors.ts';
import type { Context } from '../context.ts';
import type { ExportForm } from '../four-column/export.ts';
import { exportCsv, exportTable } from '../four-column/service.ts';
import { listProcedures } from '../procedures/service.ts';
import { asOperator } from './operator.ts';
import { isNotFound, notKept, slugOf } from './procedure-argument.ts';
import { printed, userPath } from './terminal.ts';

export interface TableOptions {
  readonly format: 'json' | 'csv';
  readonly out?: string;
  readonly public?: boolean;
}

export async function tableCommand(
  reference: string,
  { format, out, public: isPublic }: TableOptions,
): Promise<void> {
  const slug = slugOf(reference);
  const text = await asOperator((ctx) =>
    writeTable(ctx, slug, { format, form: isPublic ? 'public' : 'own' }),
  ).catch((error: unknown) => {
    throw isNotFound(error) ? notKept(reference) : error;
  });
  if (out === undefined) await printed(text);
  else await save(userPath(out), `${text}\n`);
}

async function writeTable(
  ctx: Context,
  slug: string,
  { format, form }: { readonly format: TableOptions['format']; readonly form: ExportForm },
): Promise<string> {
  if (format === 'json') return JSON.stringify(await exportTable(ctx, slug, form));
  return (await exportCsv(ctx, slug, form)).trimEnd();
}

async function save(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
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
