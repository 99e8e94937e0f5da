/**
 * The table as Akoma Ntoso 3.0, for systems that read legal documents as XML. Rows and cells have
 * identifiers; statuses and institutions are concepts and organisations that cells refer to. A
 * column's own text is a cell's words without its `del` elements; server/imports reads it back.
 */
import { columnRoleName } from '#domain/column-role.ts';
import { type ColumnRole, columnRoles } from '#domain/four-column.ts';
import { parseProcedureReference, procedureSlug } from '#domain/procedure-reference.ts';
import { type LegendEntry, statusMark } from '#domain/status-legend.ts';
import { cellWording } from './cell-wording.ts';
import type { ExportedCell, ExportedColumn, ExportedRow, ExportedTable } from './export.ts';
import { aboutRound, deletedWord, provisional, rowCitation } from './export-words.ts';
import { element, empty, escaped } from './xml-writing.ts';

const namespace = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0';

export function toAkn(table: ExportedTable, day: string): Uint8Array {
  const body = element('mainBody', {}, [legendTable(table), mainTable(table)].join('\n'));
  const parts = [meta(table, day), preface(table), body].join('\n');
  const document = element('doc', { name: 'fourColumnDocument' }, parts);
  const root = element('akomaNtoso', { xmlns: namespace }, document);
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`);
}

function meta(table: ExportedTable, day: string): string {
  const parts = [identification(table, day), references(table)].join('\n');
  return element('meta', {}, parts);
}

function identification({ procedure, columns }: ExportedTable, day: string): string {
  const reference = parseProcedureReference(procedure);
  const slug = reference ? procedureSlug(reference) : 'procedure';
  const language = columns.map((column) => column.language).find(isLanguage) ?? 'en';
  const work = `/akn/eu/doc/${day}/${slug}`;
  const expression = `${work}/${language}@${day}`;
  const levels = [
    level('FRBRWork', work, day, [
      empty('FRBRcountry', { value: 'eu' }),
      empty('FRBRnumber', { value: procedure }),
      empty('FRBRname', { value: 'four-column table' }),
    ]),
    level('FRBRExpression', expression, day, [empty('FRBRlanguage', { language })]),
    level('FRBRManifestation', `${expression}.akn`, day, [empty('FRBRformat', { value: 'xml' })]),
  ];
  return element('identification', { source: '#trilogue' }, levels.join('\n'));
}

function level(name: string, uri: string, day: string, own: readonly string[]): string {
  const core = [
    empty('FRBRthis', { value: `${uri}/!main` }),
    empty('FRBRuri', { value: uri }),
    empty('FRBRdate', { date: day, name: 'export' }),
    empty('FRBRauthor', { href: '#trilogue' }),
  ];
  return element(name, {}, [...core, ...own].join(''));
}

function isLanguage(language: string): boolean {
  return /^[a-z]{2,3}$/.test(language);
}

const institutions: Readonly<Partial<Record<ColumnRole, string>>> = {
  proposal: 'European Commission',
  parliament: 'European Parliament',
  council: 'Council of the European Union',
};

function references({ columns, legend }: ExportedTable): string {
  // What a source refers to is an agent, and so no object.
  const trilogue = { eId: 'trilogue', href: '/ontology/organization/trilogue', showAs: 'Trilogue' };
  const shown = columnRoles.filter((role) => columns.some((column) => column.role === role));
  const all = [
    ...shown.map(roleReference),
    ...legend.map(statusReference),
    empty('TLCOrganization', trilogue),
  ];
  return element('references', { source: '#trilogue' }, all.join('\n'));
}

function roleReference(role: ColumnRole): string {
  const name = institutions[role];
  const kind = name === undefined ? 'concept' : 'organization';
  return empty(name === undefined ? 'TLCConcept' : 'TLCOrganization', {
    eId: role,
    href: `/ontology/${kind}/eu/${role}`,
    showAs: name ?? columnRoleName(role),
  });
}

function statusReference({ key, name, letter }: LegendEntry): string {
  return empty('TLCConcept', {
    eId: statusId(key),
    href: `/ontology/concept/status/${encodeURIComponent(key)}`,
    showAs: name,
    shortForm: letter,
  });
}

function statusId(key: string): string {
  return `status_${encodeURIComponent(key)}`;
}

function preface({ title, procedure, notice, round }: ExportedTable): string {
  const lines = [
    paragraph('', element('docTitle', {}, escaped(title))),
    paragraph('', element('docNumber', {}, escaped(procedure))),
    ...(notice === undefined ? [] : [paragraph('notice', escaped(notice))]),
    ...(round ? [paragraph('round', escaped(aboutRound(round)))] : []),
    paragraph('provisional', escaped(provisional)),
  ];
  return element('preface', {}, lines.join('\n'));
}

function paragraph(name: string, content: string): string {
  return element('p', name === '' ? {} : { class: name }, content);
}

/** A table needs a row: one without statuses is left out. */
function legendTable({ legend }: ExportedTable): string {
  if (legend.length === 0) return '';
  return element('table', { eId: 'legend' }, legend.map(legendRow).join('\n'));
}

function legendRow(entry: LegendEntry): string {
  const { key, letter, look, name, meaning, isClosed } = entry;
  const cells = Object.entries({ letter, name, meaning }).map(([what, words]) =>
    element('td', { class: what }, paragraph('', escaped(words))),
  );
  const attributes = {
    eId: `legend_${encodeURIComponent(key)}`,
    class: `${look} ${isClosed ? 'closed' : 'not-closed'}`,
    refersTo: `#${statusId(key)}`,
  };
  return element('tr', attributes, cells.join(''));
}

function mainTable(table: ExportedTable): string {
  const { columns, rows, legend } = table;
  const marks = new Map(legend.map((entry) => [entry.key, statusMark(entry)]));
  const lines = rows.map((row) => bodyRow(row, columns, statusCell(row, marks)));
  return element('table', { eId: 'rows' }, [headRow(table), ...lines].join('\n'));
}

/** Empty in a table without statuses. */
function statusCell({ status }: ExportedRow, marks: ReadonlyMap<string, string>): string {
  if (status === null) return '';
  const mark = marks.get(status) ?? status;
  return element('td', { class: 'status' }, paragraph('', escaped(mark)));
}

function headRow({ columns, hasStatuses }: ExportedTable): string {
  const plain = (name: string, words: string) =>
    element('th', { class: name }, paragraph('', words));
  const cells = [
    plain('number', 'Row'),
    plain('provision', 'Provision'),
    ...columns.map(headCell),
    ...(hasStatuses ? [plain('status', 'Status')] : []),
  ];
  return element('tr', { eId: 'head' }, cells.join(''));
}

function headCell({ role, document, date, language }: ExportedColumn): string {
  const lines = [
    paragraph('heading', escaped(columnRoleName(role))),
    ...(document === null ? [] : [paragraph('document', escaped(document))]),
    ...(date === null ? [] : [paragraph('date', escaped(date))]),
  ];
  const inLanguage = { 'xml:lang': isLanguage(language) ? language : undefined };
  const attributes = { eId: `head__${role}`, class: role, refersTo: `#${role}`, ...inLanguage };
  return element('th', attributes, lines.join(''));
}

function bodyRow(row: ExportedRow, columns: readonly ExportedColumn[], status: string): string {
  const eId = `row_${encodeURIComponent(row.number)}`;
  const cells = [
    element('td', { class: 'number' }, paragraph('', escaped(row.number))),
    element('td', { class: 'provision' }, paragraph('', escaped(rowCitation(row)))),
    ...columns.map(({ role }) => bodyCell(row, role, eId)),
    status,
  ];
  const refersTo = row.status === null ? undefined : `#${statusId(row.status)}`;
  const attributes = { eId, class: row.kind, refersTo };
  return element('tr', attributes, cells.join(''));
}

function bodyCell(row: ExportedRow, role: ColumnRole, rowId: string): string {
  const cell = row.cells[role];
  const common = { eId: `${rowId}__${role}`, refersTo: `#${role}` };
  if (!cell) return empty('td', { ...common, class: role });
  const lines = [paragraph('words', words(row, cell, role)), ...places(row, cell)];
  return element('td', { ...common, class: `${role} ${cell.state}` }, lines.join(''));
}

/** What the column calls the provision and where it stands, where the row does not say so. */
function places(row: ExportedRow, { citation, source }: ExportedCell): readonly string[] {
  const own = rowCitation(row);
  return [
    ...(citation === own ? [] : [paragraph('citation', escaped(citation))]),
    ...(source.locator === own ? [] : [paragraph('locator', escaped(source.locator))]),
  ];
}

const marked = { same: undefined, inserted: 'ins', deleted: 'del' } as const;

function words(row: ExportedRow, { state }: ExportedCell, role: ColumnRole): string {
  if (state === 'deleted') return deletedWord;
  return cellWording(row, role)
    .map(({ kind, text }) => {
      const content = escaped(text).replaceAll('\n', '<br/>');
      const name = marked[kind];
      return name === undefined ? content : element(name, {}, content);
    })
    .join('');
}
