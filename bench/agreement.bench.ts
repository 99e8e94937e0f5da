/**
 * Twenty people write the agreement column of the Digital Services Act's table, of which 300 rows
 * were begun: how soon the others have what one types, beside the raw relay, with the server's
 * processor time and memory. It fails if a letter is lost, or if the clients, or what is stored, differ.
 */
import { readFileSync } from 'node:fs';
import * as Y from 'yjs';
import { api } from '#lib/api/client.ts';
import { asOperator } from '#server/commands/operator.ts';
import { importDocument } from '#server/imports/service.ts';
import { sharedFile } from '#test/support/shared-data.ts';
import { hashOfRows, type WrittenColumn } from './collaboration/column-typing.ts';
import { origin, type Place } from './collaboration/place.ts';
import { beside, compare } from './collaboration/rounds.ts';
import { measured, type Stage } from './collaboration/stage.ts';
import { readStoredText } from './collaboration/stored.ts';
import { draftContent } from './collaboration/writing.ts';
import { median, type Measurement } from './measurement.ts';

const procedure = '2020/0361(COD)';
const slug = '2020-0361-cod';
const files = [
  ['proposal', 'eurlex-html/52020PC0825_DSA_proposal.xhtml'],
  ['parliament', 'eurlex-html/52022AP0014_DSA_EP-amendments.html'],
  ['agreement', 'formex/32022R2065_DSA_act.fmx.xml'],
] as const;

const people = 20;
const begun = 300;
const seconds = 20;

interface Column {
  readonly id: string;
  readonly content: Uint8Array;
  readonly rowIds: readonly string[];
  /** How long the beginning of each row took. */
  readonly times: readonly number[];
}

interface Outcome extends WrittenColumn {
  readonly busy: number;
  /** In MB, after the garbage is gone: the heap, and all that the process has. */
  readonly heap: number;
  readonly resident: number;
}

/** By place: the relay's people write what ours write. */
const columns = new Map<Place, Column>();

const results = await compare(
  {
    kinds: ['ours', 'relay'],
    contents: { people, drafts: 0, content: draftContent(1000) },
    database: 'SQLite',
  },
  writeTogether,
);
console.log(JSON.stringify(rows()));

async function writeTogether(stage: Stage, place: Place): Promise<Outcome> {
  const column = columns.get(place) ?? (await beginColumn(stage, place));
  columns.set(place, column);
  const { id, content, rowIds } = column;
  const target = { ...stage.target, rooms: [id] };
  await stage.clients.ask('openColumn', { target, content, rowIds, people, seconds });
  const { result, busy } = await measured(stage, 'agreement', () =>
    stage.clients.ask('typeInColumn'),
  );
  await requireWhole(stage, place, id, result);
  const { heapUsed, rss } = await stage.server.ask('memory');
  await stage.clients.ask('leaveColumn');
  return { ...result, busy, heap: heapUsed / 2 ** 20, resident: rss / 2 ** 20 };
}

async function requireWhole(
  { kind }: Stage,
  place: Place,
  id: string,
  { hashes }: WrittenColumn,
): Promise<void> {
  const stored = kind === 'ours' ? [hashOfRows(await readStoredText(place, id))] : [];
  const different = new Set([...hashes, ...stored]).size;
  if (hashes.length !== people || different !== 1)
    throw new Error(`At the end there are ${different} different agreements, and not one.`);
}

/** As members do it: three files, and each row begun with the words of the proposal or another column. */
async function beginColumn({ target }: Stage, place: Place): Promise<Column> {
  process.env['DATABASE_URL'] = place.databaseUrl;
  await asOperator(async (ctx) => {
    for (const [role, path] of files) {
      const bytes = readFileSync(sharedFile(path) ?? missing(path));
      await importDocument(ctx, { bytes, fileName: path, procedure, role });
    }
  });
  const cells = await place.connection.db
    .selectFrom('four_column_row')
    .innerJoin('four_column_cell', 'four_column_cell.row_id', 'four_column_row.id')
    .select(['four_column_row.id'])
    .where('role', '=', 'proposal')
    .where('state', '=', 'text')
    .orderBy('ordinal')
    .limit(begun)
    .execute();
  const rowIds = cells.map((cell) => cell.id);
  const { id, times } = await beginRows(target.address, place.cookies[0] ?? '', rowIds);
  return { id, rowIds, times, content: Y.encodeStateAsUpdate(await readStoredText(place, id)) };
}

async function beginRows(address: string, cookie: string, rowIds: readonly string[]) {
  const withCookie: typeof fetch = (url, init) =>
    fetch(url, { ...init, headers: { ...(init?.headers as object), cookie, origin } });
  const { agreement } = api(withCookie, address.replace('ws:', 'http:'));
  const times: number[] = [];
  let id = '';
  for (const rowId of rowIds) {
    const asked = performance.now();
    ({ id } = await agreement.begin.mutate({ slug, rowId, source: 'proposal' }));
    times.push(performance.now() - asked);
  }
  return { id, times };
}

function rows(): Measurement[] {
  const [ours, relay] = [results('ours'), results('relay')];
  const row = (
    name: string,
    value: (outcome: Outcome) => number,
    about: Pick<Measurement, 'unit' | 'target'>,
  ) => beside({ name: `agreement, ${name}`, ...about }, ours.map(value), relay.map(value));
  const ms = { unit: 'ms', target: '' } as const;
  const times = [...columns.values()].map((column) => column.times);
  const begins = { ...ms, name: `agreement, a row is begun, of ${begun}` };
  return [
    { ...begins, value: median(times.flat()), target: '' },
    { ...begins, name: 'agreement, the last ten rows are begun', value: lastOnes(times) },
    row(`${people} type in its rows: p50 until the others have it`, (one) => one.p50, ms),
    row('p95 of that', (one) => one.p95, { ...ms, target: '< 150' }),
    row('p99 of that', (one) => one.p99, ms),
    row('the server’s processor', (one) => one.busy, { unit: '%', target: '' }),
    row('the server’s heap', (one) => one.heap, { unit: 'MB', target: '' }),
    row('the server’s memory', (one) => one.resident, { unit: 'MB', target: '' }),
  ];
}

function lastOnes(times: readonly (readonly number[])[]): number {
  return median(times.flatMap((own) => own.slice(-10)));
}

function missing(path: string): never {
  throw new Error(`${path} is not beside the project, and nothing else is as large.`);
}
