/**
 * What makes a file look like the wrong one: it names another law, comes from another institution
 * than its column, or is in another language. A person is told before anything else, and decides.
 */
import { columnRoleName } from '#domain/column-role.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import { languageName } from '#domain/language-name.ts';
import { formatProcedureReference, parseProcedureReference } from '#domain/procedure-reference.ts';
import type { ImportedDocument } from './formats/imported-document.ts';

export interface Destination {
  /** "2020/0374(COD)" */
  readonly procedure: string;
  readonly role: ColumnRole;
  readonly language?: string | undefined;
}

export function doubtsAbout(document: ImportedDocument, to: Destination): readonly string[] {
  return [...ofProcedure(document, to), ...ofColumn(document, to), ...ofLanguage(document, to)];
}

function ofProcedure({ procedure: named }: ImportedDocument, { procedure }: Destination): string[] {
  if (named === null || sameReference(named) === procedure) return [];
  return [`The file names the procedure ${named}, not ${procedure}.`];
}

function sameReference(text: string): string {
  const reference = parseProcedureReference(text);
  return reference ? formatProcedureReference(reference) : text;
}

function ofColumn(document: ImportedDocument, { role }: Destination): string[] {
  const look = looksOf(document);
  if (!look || look.columns.includes(role)) return [];
  return [`The file looks like ${look.like}, but is for the column “${columnRoleName(role)}”.`];
}

interface Look {
  readonly like: string;
  readonly columns: readonly ColumnRole[];
}

/** What Parliament adopts as a whole at the end of its first reading is the agreement as well. */
function looksOf({ format, content, number }: ImportedDocument): Look | undefined {
  if (format === 'eurlex-proposal-html' || /^(?:COM|JOIN)\(/.test(number ?? ''))
    return { like: 'a Commission proposal', columns: ['proposal'] };
  if (content.kind === 'amendments')
    return { like: 'Parliament’s amendments', columns: ['parliament'] };
  if (/^P\d+_TA/.test(number ?? ''))
    return { like: 'a text that Parliament adopted', columns: ['parliament', 'agreement'] };
  return undefined;
}

function ofLanguage({ language }: ImportedDocument, { language: asked }: Destination): string[] {
  if (!asked || asked.toLowerCase() === language) return [];
  return [`The file is in ${languageName(language)}, not in ${languageName(asked)}.`];
}
