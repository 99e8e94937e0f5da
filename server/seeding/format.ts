/**
 * How the files of db/seeds are written. They are checked as they are read, and strictly: a field
 * that nothing here knows would be a fact lost on the way.
 */
import { z } from 'zod';
import { type ImpreciseDate, parseImpreciseDate } from '#domain/imprecise-date.ts';
import { type Institution, institutions } from '#domain/institution.ts';
import type { Provenance } from '#domain/provenance.ts';

const source = z.strictObject({ title: z.string(), url: z.string(), note: z.string().optional() });

const provenance = {
  verified: z.boolean(),
  sources: z.array(source),
  note: z.string().optional(),
  unverified_fields: z.array(z.string()).optional(),
  conflicts: z
    .array(
      z.strictObject({
        field: z.string(),
        value: z.string(),
        source,
        comment: z.string().optional(),
      }),
    )
    .optional(),
};

/** A record with its verified mark, sources, note and conflicts. */
export function fact<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({ ...provenance, ...shape });
}

type WrittenProvenance = z.infer<z.ZodObject<typeof provenance>>;

export function toProvenance(record: WrittenProvenance): Provenance {
  return {
    verified: record.verified,
    sources: record.sources,
    unverifiedFields: record.unverified_fields ?? [],
    note: record.note ?? null,
    conflicts: (record.conflicts ?? []).map(({ comment = null, ...rest }) => ({
      ...rest,
      comment,
    })),
  };
}

/** "2018-01-17", "2018-01" or "2018" */
export const date = z.string().transform((value, context): ImpreciseDate => {
  const parsed = parseImpreciseDate(value);
  if (parsed) return parsed;
  context.addIssue(`no day, month or year: "${value}"`);
  return z.NEVER;
});

export const precision = z.enum(['day', 'month', 'year']);

const institutionCodes: Readonly<Record<string, Institution>> = {
  COM: 'commission',
  EP: 'parliament',
  CONS: 'council',
  ALL: 'co-legislators',
  'EP+CONS': 'co-legislators',
  TRI: 'trilogue',
  OP: 'official-journal',
  CSO: 'civil-society',
  PRESS: 'press',
};

export const institution = z
  .string()
  .transform((code) => institutionCodes[code])
  .pipe(z.enum(institutions));
