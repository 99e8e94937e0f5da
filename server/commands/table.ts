/** `trilogue table` and `trilogue procedures`: what is kept, for people and for other programs. */
import { writeFile } from 'node:fs/promises';
import { DomainError } from '#domain/errors.ts';
import { parseProcedureReference, procedureSlug } from '#domain/procedure-reference.ts';
import { exportCsv, exportTable } from '../four-column/service.ts';
import { listProcedures } from '../procedures/service.ts';
import { asOperator } from './operator.ts';
import { printed, userPath } from './terminal.ts';

export interface TableOptions {
  readonly format: 'json' | 'csv';
  readonly out?: string;
}

export async function tableCommand(
  reference: string,
  { format, out }: TableOptions,
): Promise<void> {
  const slug = slugOf(reference);
  const text = await asOperator(async (ctx) =>
    format === 'csv'
      ? (await exportCsv(ctx, slug)).trimEnd()
      : JSON.stringify(await exportTable(ctx, slug)),
  );
  if (out === undefined) await printed(text);
  else await writeFile(userPath(out), `${text}\n`);
}

function slugOf(reference: string): string {
  const parsed = parseProcedureReference(reference);
  if (parsed) return procedureSlug(parsed);
  throw new DomainError(
    'bad-input',
    `“${reference}” is no reference of a procedure. Write it as in 2016/0295(COD): year, number, type.`,
  );
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
