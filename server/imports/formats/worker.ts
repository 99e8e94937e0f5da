/** The thread that reads one document and ends; see `readDocumentInWorker`. */
import { parentPort, workerData } from 'node:worker_threads';
import { DomainError, type ErrorCode } from '#domain/errors.ts';
import type { ImportedDocument } from './imported-document.ts';
import { asTooDeep } from './nesting.ts';
import { readDocument } from './read-document.ts';

export type WorkerAnswer =
  | { readonly document: ImportedDocument }
  | { readonly refused: { readonly code: ErrorCode; readonly message: string } };

/** A DomainError loses its class on the way between threads, so it travels as a value. */
function answer(bytes: Uint8Array): WorkerAnswer {
  try {
    return { document: readDocument(bytes) };
  } catch (thrown) {
    const error = asTooDeep(thrown);
    if (!(error instanceof DomainError)) throw error;
    return { refused: { code: error.code, message: error.message } };
  }
}

parentPort?.postMessage(answer(workerData as Uint8Array));
