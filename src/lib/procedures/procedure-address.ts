import { parseProcedureReference, procedureSlug } from '#domain/procedure-reference.ts';

/**
 * The address of a procedure's page as we write it, where somebody typed it in capitals or
 * pasted the reference into it; undefined where there is nothing to put right.
 */
export function ownAddress(pathname: string): string | undefined {
  const path = decoded(pathname);
  const [, written = '', rest = ''] = /^\/procedures\/(\d{4}[/_-][^/]+)(\/.*)?$/.exec(path) ?? [];
  const reference = parseProcedureReference(written);
  if (!reference || procedureSlug(reference) === written) return undefined;
  return `/procedures/${procedureSlug(reference)}${encodeURI(rest)}`;
}

/** An address that cannot be decoded is left to the router, which refuses it. */
function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
