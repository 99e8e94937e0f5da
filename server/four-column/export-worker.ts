/** The thread that writes one file of a table and ends; see export-file.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ExportedTable } from './export.ts';
import { toAkn } from './export-akn.ts';
import type { FileFormat, FileInput } from './export-file.ts';
import { toExcel } from './export-excel.ts';
import { toWord } from './export-word.ts';
import { printable } from './printable.ts';

type Writer = (table: ExportedTable, day: string) => Uint8Array | Promise<Uint8Array>;

const writers: Readonly<Record<FileFormat, Writer>> = { docx: toWord, xlsx: toExcel, akn: toAkn };

const { format, table, day } = workerData as FileInput;
// A copy of its own: what is handed over has memory that nothing else shares.
const bytes = Uint8Array.from(await writers[format](printable(table), day));
parentPort?.postMessage(bytes, [bytes.buffer]);
