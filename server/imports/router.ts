import { z } from 'zod';
import { DomainError } from '#domain/errors.ts';
import { visibilities } from '#domain/permission.ts';
import { columnRoles } from '#domain/four-column.ts';
import { declares, router } from '../trpc.ts';
import * as imports from './service.ts';
import type { ImportRequest } from './service.ts';

const short = z.string().trim().max(200);
const optional = short.optional().transform((text) => text || undefined);

const fields = z.object({
  procedure: short,
  role: z.enum(columnRoles),
  document: optional,
  date: optional,
  language: optional,
  mark: z
    .enum([...visibilities, ''])
    .optional()
    .transform((mark) => mark || undefined),
});

const held = z.object({ id: z.uuid() });

export const importsRouter = router({
  /** A form as browsers send it: the file under `file`, and what is said of it. */
  preview: declares('import-document')
    .input(z.instanceof(FormData))
    .mutation(async ({ ctx, input }) => imports.holdImport(ctx, await readForm(input))),
  held: declares('import-document')
    .input(held)
    .query(({ ctx, input }) => imports.readHeld(ctx, input.id)),
  confirm: declares('import-document')
    .input(held)
    .mutation(({ ctx, input }) => imports.confirmImport(ctx, input.id)),
});

async function readForm(form: FormData): Promise<ImportRequest> {
  const file = form.get('file');
  if (!(file instanceof File) || (file.size === 0 && file.name === ''))
    throw new DomainError('bad-input', 'No file was chosen. Choose the act or the amendments.');
  const said = fields.safeParse(Object.fromEntries(form));
  if (!said.success)
    throw new DomainError('bad-input', 'Say which procedure and which column the file is for.');
  return {
    ...said.data,
    bytes: new Uint8Array(await file.arrayBuffer()),
    fileName: file.name.slice(0, 200),
  };
}
