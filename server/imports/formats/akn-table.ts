/**
 * A four-column table in the Akoma Ntoso that we write ourselves (four-column/export-akn.ts). Cells
 * are told by their classes; what a column strikes out stands in `del` and is none of its words.
 */
import { type ColumnRole, columnRoles } from '#domain/four-column.ts';
import type {
  ImportedTable,
  ImportedTableCell,
  ImportedTableColumn,
  ImportedTableRow,
} from '#domain/imported-table.ts';
import { type ProvisionKind, provisionKinds } from '#domain/provision.ts';
import { type LegendEntry, statusLooks } from '#domain/status-legend.ts';
import { refusal } from './guard.ts';
import {
  isXmlElement,
  xmlChild,
  xmlChildren,
  xmlDescendants,
  type XmlElement,
  xmlElements,
} from './xml-tree.ts';

const documentName = 'fourColumnDocument';

/** Whether the file holds a table and not the text of an act. */
export function isAknTable(root: XmlElement): boolean {
  return xmlChild(root, 'doc')?.getAttribute('name') === documentName;
}

export function readAknTable(root: XmlElement): ImportedTable {
  const document = xmlChild(root, 'doc');
  const tables = [...xmlDescendants(document ?? root)].filter((one) => one.localName === 'table');
  const main = tables.find((one) => one.getAttribute('eId') === 'rows');
  if (!isAknTable(root) || !main)
    throw refusal('this is Akoma Ntoso without a four-column table as Trilogue writes it');
  const legend = tables.find((one) => one.getAttribute('eId') === 'legend');
  const [head, ...rows] = [...xmlElements(main)].filter((one) => one.localName === 'tr');
  const keys = statusKeys(root);
  return {
    columns: head ? readColumns(head) : [],
    legend: legend ? [...xmlElements(legend)].map((row) => readEntry(row, keys)) : [],
    rows: rows.map((row) => readRow(row, keys)),
  };
}

type Keys = ReadonlyMap<string, string>;

/** Statuses by the identifier of the concept, whose address ends in their key. */
function statusKeys(root: XmlElement): Keys {
  const concepts = [...xmlDescendants(root)].filter((one) => one.localName === 'TLCConcept');
  return new Map(
    concepts.flatMap((one) => {
      const key = /^\/ontology\/concept\/status\/(.+)$/.exec(one.getAttribute('href') ?? '')?.[1];
      return key === undefined ? [] : [[`#${one.getAttribute('eId')}`, decoded(key)] as const];
    }),
  );
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

function readColumns(head: XmlElement): readonly ImportedTableColumn[] {
  return [...xmlElements(head)].flatMap((cell) => {
    const role = roleOf(cell);
    if (!role) return [];
    const line = (name: string) => paragraph(cell, name) ?? null;
    const heading = line('heading') ?? '';
    return [{ role, heading, document: line('document'), date: line('date') }];
  });
}

function readEntry(row: XmlElement, keys: Keys): LegendEntry {
  const key = keys.get(row.getAttribute('refersTo') ?? '') ?? '';
  const of = (name: string) => cellText(row, name);
  return {
    key,
    letter: of('letter'),
    look: statusLooks.find((look) => hasClass(row, look)) ?? 'other',
    name: of('name'),
    meaning: of('meaning'),
    isClosed: hasClass(row, 'closed'),
  };
}

function readRow(row: XmlElement, keys: Keys): ImportedTableRow {
  const citation = cellText(row, 'provision');
  const cells = [...xmlElements(row)].flatMap((cell) => {
    const role = roleOf(cell);
    return role ? [[role, cell] as const] : [];
  });
  return {
    number: cellText(row, 'number') || null,
    citation,
    kind: kindOf(row),
    cells: Object.fromEntries(
      cells.flatMap(([role, cell]) => {
        const read = readCell(cell, citation);
        return read ? [[role, read]] : [];
      }),
    ),
    status: keys.get(row.getAttribute('refersTo') ?? '') ?? null,
    origin: null,
    others: Object.fromEntries(cells.flatMap(summary)),
  };
}

function kindOf(row: XmlElement): ProvisionKind {
  return provisionKinds.find((kind) => hasClass(row, kind)) ?? 'paragraph';
}

/** Undefined where the column does not address the provision, or only sums up what it wants. */
function readCell(cell: XmlElement, citation: string): ImportedTableCell | undefined {
  const text = paragraph(cell, 'words');
  if (text === undefined || hasClass(cell, 'summary')) return undefined;
  const locator = paragraph(cell, 'locator') ?? citation;
  return hasClass(cell, 'deleted')
    ? { text: '', state: 'deleted', locator }
    : { text, state: 'text', locator };
}

/** Words of somebody's own must not pass for a column's. */
function summary([role, cell]: readonly [ColumnRole, XmlElement]): [string, string][] {
  const text = paragraph(cell, 'words');
  if (text === undefined || !hasClass(cell, 'summary')) return [];
  return [[`Summary, not legal text: ${role}`, text]];
}

function roleOf(cell: XmlElement): ColumnRole | undefined {
  return columnRoles.find((role) => hasClass(cell, role));
}

function hasClass(element: XmlElement, name: string): boolean {
  return (element.getAttribute('class') ?? '').split(/\s+/).includes(name);
}

function cellText(row: XmlElement, name: string): string {
  const cell = [...xmlElements(row)].find((one) => hasClass(one, name));
  return (cell && paragraph(cell)) ?? '';
}

/** The words of the first paragraph of this class. */
function paragraph(cell: XmlElement, name?: string): string | undefined {
  for (const one of xmlElements(cell))
    if (one.localName === 'p' && (name === undefined || hasClass(one, name))) return ownWords(one);
  return undefined;
}

function ownWords(element: XmlElement): string {
  const parts = Array.from(xmlChildren(element), (node) => {
    if (!isXmlElement(node))
      return node.nodeType === 3 || node.nodeType === 4 ? node.nodeValue : '';
    if (node.localName === 'br') return '\n';
    return node.localName === 'del' ? '' : ownWords(node);
  });
  return parts.join('');
}
