/** What a page with the table loads, wherever the table is asked for. */
import { redirect } from '@sveltejs/kit';
import type { RowFilter } from '#server/four-column/queries.ts';
import type { FoundRow, TableChoice, TableView } from '#server/four-column/service.ts';
import type { RoundsView } from '#server/rounds/reading.ts';
import {
  isFromForm,
  pageStart,
  readTableAddress,
  type TableAddress,
  tableQuery,
} from './table-address.ts';

/** Who answers: the API for a procedure at its address, or for a link. */
export interface TableSource {
  /** The address of the table's page, without its query. */
  readonly address: string;
  readonly table: (filter: RowFilter, from: number, choice: TableChoice) => Promise<TableView>;
  readonly find: (
    citation: string,
    filter: RowFilter,
    round: number | null,
  ) => Promise<FoundRow | null>;
  /** Rounds, legend and people, for whoever sees them. */
  readonly rounds?: () => Promise<RoundsView>;
}

export interface LoadedTable {
  readonly address: TableAddress;
  readonly filter: RowFilter;
  readonly imported: string | null;
  readonly cited: FoundRow | null;
  readonly table: TableView;
  readonly rounds: RoundsView | null;
}

export async function loadTable(query: URLSearchParams, source: TableSource): Promise<LoadedTable> {
  const address = readTableAddress(query);
  if (address.jump !== '') await jump(source, address);
  else if (isFromForm(query)) redirect(303, source.address + tableQuery(address));
  const filter = filterOf(address);
  const table = await source.table(filter, address.from, address);
  return {
    address,
    filter,
    imported: query.get('imported'),
    cited: address.cited === '' ? null : await source.find(address.cited, filter, address.round),
    table,
    rounds: table.seesWork && source.rounds ? await source.rounds() : null,
  };
}

function filterOf(address: TableAddress): RowFilter {
  const { text, changedOnly, hidden, statuses, changedBy, assignee, issue } = address;
  return { text, changedOnly, hidden, statuses, changedBy, assignee, issue };
}

/** Goes to the row if there is one; a row that the filter leaves out is shown without it. */
async function jump(source: TableSource, address: TableAddress): Promise<void> {
  const found = await source.find(address.jump, filterOf(address), address.round);
  if (!found) return;
  const from = pageStart(found.position);
  const cited = found.others.length > 0 ? address.jump : '';
  const { round, against, asText } = address;
  const query = tableQuery({ ...found.filter, round, against, asText, from, cited });
  redirect(303, `${source.address}${query}#row-${found.number}`);
}
