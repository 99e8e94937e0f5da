/**
 * From a file and what a person said of it to a document that is ready to stand in a column.
 * Where the file itself says which document it is, a person may still say it better.
 */
import { createHash } from 'node:crypto';
import { columnRoleName } from '#domain/column-role.ts';
import { DomainError } from '#domain/errors.ts';
import type { ColumnRole, ColumnSource } from '#domain/four-column.ts';
import type { ImportedTableColumn } from '#domain/imported-table.ts';
import { columnsOfFile } from '#domain/table-columns-of-file.ts';
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

/** The columns that a file fills: one, or those of its table, whatever column was chosen. */
export async function readRequest(request: ImportRequest): Promise<readonly ReadDocument[]> {
  const procedure = requireReference(request.procedure);
  requireDay(request.date);
  requireImportable(request.bytes.byteLength);
  const sha256 = createHash('sha256').update(request.bytes).digest('hex');
  const imported = await readDocumentInWorker(request.bytes);
  requireRole(imported, request.role);
  // What a person says of a table’s file is not of its columns.
  const isTable = imported.content.kind === 'table';
  const given = {
    document: (!isTable && request.document?.trim()) || null,
    date: (!isTable && request.date) || null,
  };
  return contentsOf(imported, request.role, sha256).map(({ role, source, column }) => ({
    procedure,
    role,
    kind: source.kind,
    title: imported.title,
    document: given.document ?? column?.document ?? imported.number,
    date: given.date ?? column?.date ?? imported.date,
    given,
    language: imported.language,
    format: imported.format,
    sha256,
    fileName: request.fileName,
    size: request.bytes.byteLength,
    content: JSON.stringify(source),
    mark: request.mark,
    ...lightsOf(imported, role, source),
    report: {
      counts: imported.counts,
      unread: imported.unread,
      doubts: doubtsAbout(imported, { ...request, role, procedure }),
      warnings: imported.warnings,
    },
  }));
}

function lightsOf(
  { content }: ImportedDocument,
  role: ColumnRole,
  source: ColumnSource,
): Pick<ReadDocument, 'lights'> {
  if (content.kind !== 'table' || source.kind !== 'rows') return {};
  const rows = source.rows.flatMap(({ path, status }) =>
    status === undefined ? [] : [{ role, path, status }],
  );
  return { lights: { legend: content.table.legend, rows } };
}

interface ColumnContent {
  readonly role: ColumnRole;
  readonly source: ColumnSource;
  readonly column?: ImportedTableColumn | undefined;
}

function contentsOf(
  { content }: ImportedDocument,
  role: ColumnRole,
  sha256: string,
): readonly ColumnContent[] {
  if (content.kind !== 'table') return [{ role, source: content }];
  const { columns } = content.table;
  const found = columnsOfFile(content.table, sha256).map(([own, source]) => ({
    role: own,
    source,
    column: columns.find((column) => column.role === own),
  }));
  if (found.length > 0) return found;
  throw new DomainError('bad-input', 'Expected a table with texts, but its columns are all empty.');
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
