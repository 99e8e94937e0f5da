/**
 * The table as a file for an office program or another system. Comparing the texts and writing
 * them down takes a second and some hundred megabytes for a long act: it is done in a thread of its
 * own, for one asker after the other.
 */
import { Worker } from 'node:worker_threads';
import { DomainError } from '#domain/errors.ts';
import { parseProcedureReference, procedureSlug } from '#domain/procedure-reference.ts';
import type { ExportedTable } from './export.ts';

export const fileFormats = ['docx', 'xlsx', 'akn'] as const;
export type FileFormat = (typeof fileFormats)[number];

export interface ExportedFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export interface FileInput {
  readonly format: FileFormat;
  readonly table: ExportedTable;
  /** The ISO day on which the file is made. */
  readonly day: string;
}

const office = 'application/vnd.openxmlformats-officedocument';

const kinds: Readonly<Record<FileFormat, { readonly ending: string; readonly type: string }>> = {
  docx: { ending: 'docx', type: `${office}.wordprocessingml.document` },
  xlsx: { ending: 'xlsx', type: `${office}.spreadsheetml.sheet` },
  akn: { ending: 'akn.xml', type: 'application/akn+xml; charset=utf-8' },
};

export async function writeFile(input: FileInput): Promise<ExportedFile> {
  const { ending, type } = kinds[input.format];
  const bytes = await inTurn(() => inThread(input));
  return { fileName: `${fileStem(input.table)}.${ending}`, contentType: type, bytes };
}

/** "2020-0374-COD four-column table" */
function fileStem({ procedure }: ExportedTable): string {
  const reference = parseProcedureReference(procedure);
  const name = reference ? procedureSlug(reference).toUpperCase() : 'Procedure';
  return `${name} four-column table`;
}

const mostWaiting = 20;
let waiting = 0;
let turn: Promise<unknown> = Promise.resolve();

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting >= mostWaiting)
    throw new DomainError(
      'too-many-requests',
      'Many files are being made at this moment. Wait half a minute and ask again.',
    );
  waiting += 1;
  const done = turn.then(work);
  turn = done.catch(() => undefined);
  return done.finally(() => (waiting -= 1));
}

const longestWriting = 60_000;

/** One file that does not come to its end must not keep the others waiting. */
async function inThread(input: FileInput): Promise<Uint8Array> {
  const worker = new Worker(new URL('./export-worker.ts', import.meta.url), {
    workerData: input,
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32 },
  });
  const late = setTimeout(() => void worker.terminate(), longestWriting);
  try {
    return await bytesOf(worker);
  } finally {
    clearTimeout(late);
    void worker.terminate();
  }
}

function bytesOf(worker: Worker): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', (error) => reject(asRefusal(error)));
    worker.once('exit', () => reject(tooLong()));
  });
}

function asRefusal(error: Error): Error {
  const isFull = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isFull ? tooLong() : error;
}

function tooLong(): DomainError {
  return new DomainError(
    'too-large',
    'This table is too long to be written as such a file here. Take it as CSV or JSON, which have all of it.',
  );
}
