/** A procedure that a command names: "2016/0295(COD)". */
import { DomainError } from '#domain/errors.ts';
import { parseProcedureReference, procedureSlug } from '#domain/procedure-reference.ts';

export function isNotFound(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'not-found';
}

export function notKept(reference: string): DomainError {
  return new DomainError(
    'not-found',
    `No procedure ${reference} is kept here; “trilogue procedures” lists those that are.`,
  );
}

export function slugOf(reference: string): string {
  const parsed = parseProcedureReference(reference);
  if (parsed) return procedureSlug(parsed);
  throw new DomainError(
    'bad-input',
    `“${reference}” is no reference of a procedure. Write it as in 2016/0295(COD): year, number, type.`,
  );
}
