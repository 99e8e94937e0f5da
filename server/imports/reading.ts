/**
 * From a file and what a person said of it to a document that is ready to stand in a column.
 * Where the file itself says which document it is, a person may still say it better.
 */
import { createHash } from 'node:crypto';
import { columnRoleName } from '#domain/column-role.ts';
import { DomainError } from '#domain/errors.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import type { Visibility } from '#domain/permission.ts';
import { tooLarge } from '#domain/import-limit.ts';
import { formatProcedureReference, parseProcedureReference } from '#domain/procedure-reference.ts';
import { doubtsAbout } from './doubts.ts';
import type { ImportedDocument } from './formats/imported-document.ts';
import { readDocumentInWorker } from './formats/read-document-in-worker.ts';
import type { ReadDocument } from './queries.ts';

export interface ImportRequest {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** As a person writes it. */
  readonly procedure: string;
  readonly role: ColumnRole;
  /** "COM(2020) 842 final"; where it is not given, the file's own. */
  readonly document?: string | undefined;
  /** ISO day. */
  readonly date?: string | undefined;
  /** The language that the column is in: "en". */
  readonly language?: string | undefined;
  /** Who may read it; where it is not given, those who read the text that it replaces. */
  readonly mark?: Visibility | undefined;
}

export async function readRequest(request: ImportRequest): Promise<ReadDocument> {
  const procedure = requireReference(request.procedure);
  requireDay(request.date);
  requireImportable(request.bytes.byteLength);
  const sha256 = createHash('sha256').update(request.bytes).digest('hex');
  const imported = await readDocumentInWorker(request.bytes);
  requireRole(imported, request.role);
  if (imported.content.kind === 'table')
    throw new DomainError('bad-input', 'A table of several columns cannot be stored yet.');
  const given = { document: request.document?.trim() || null, date: request.date || null };
  return {
    procedure,
    role: request.role,
    kind: imported.content.kind,
    title: imported.title,
    document: given.document ?? imported.number,
    date: given.date ?? imported.date,
    given,
    language: imported.language,
    format: imported.format,
    sha256,
    fileName: request.fileName,
    size: request.bytes.byteLength,
    content: JSON.stringify(imported.content),
    mark: request.mark,
    report: {
      counts: imported.counts,
      unread: imported.unread,
      doubts: doubtsAbout(imported, { ...request, procedure }),
      warnings: imported.warnings,
    },
  };
}

export function requireReference(text: string): string {
  const reference = parseProcedureReference(text);
  if (reference) return formatProcedureReference(reference);
  throw new DomainError(
    'bad-input',
    `“${text}” is no reference of a procedure. Write it as in 2016/0295(COD): year, number, type.`,
  );
}

function requireDay(date: string | undefined): void {
  if (!date) return;
  const day = new Date(`${date}T00:00:00Z`);
  if (/^\d{4}-\d\d-\d\d$/.test(date) && day.toJSON()?.startsWith(date)) return;
  throw new DomainError(
    'bad-input',
    `“${date}” is no day. Write it as year, month, day: 2020-12-15.`,
  );
}

/** Asked before a file is read, where its size is known. */
export function requireImportable(bytes: number): void {
  const problem = tooLarge(bytes);
  if (problem) throw new DomainError('too-large', problem);
}

/** Amendments change a proposal, so they cannot be one. */
function requireRole({ content }: ImportedDocument, role: ColumnRole): void {
  if (content.kind !== 'amendments' || role === 'parliament' || role === 'council') return;
  throw new DomainError(
    'bad-input',
    `The file holds amendments, and the column “${columnRoleName(role)}” takes a whole text. Choose Parliament’s or the Council’s column.`,
  );
}
