/**
 * Reads a document in a thread of its own, so that the server goes on answering, and with bounds
 * on time and memory, so that no file can hold it up. The thread ends with its document.
 */
import { Worker } from 'node:worker_threads';
import { DomainError } from '#domain/errors.ts';
import { guardBytes } from './guard.ts';
import type { ImportedDocument } from './imported-document.ts';
import type { WorkerAnswer } from './worker.ts';

const longestReading = 60_000;
const memory = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };

export async function readDocumentInWorker(
  bytes: Uint8Array,
  milliseconds = longestReading,
): Promise<ImportedDocument> {
  guardBytes(bytes);
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: bytes,
    resourceLimits: memory,
  });
  try {
    const answer = await answerOf(worker, milliseconds);
    if ('document' in answer) return answer.document;
    throw new DomainError(answer.refused.code, answer.refused.message);
  } finally {
    void worker.terminate();
  }
}

function answerOf(worker: Worker, milliseconds: number): Promise<WorkerAnswer> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(tookTooLong(milliseconds)), milliseconds);
    const settle = (act: () => void) => {
      clearTimeout(late);
      act();
    };
    worker.once('message', (answer: WorkerAnswer) => settle(() => resolve(answer)));
    worker.once('error', (error) => settle(() => reject(asRefusal(error))));
    worker.once('exit', (code) =>
      settle(() => reject(new Error(`The reading thread ended with code ${code} and no answer.`))),
    );
  });
}

function tookTooLong(milliseconds: number): DomainError {
  const seconds = Math.ceil(milliseconds / 1000);
  return new DomainError(
    'bad-input',
    `Expected an act, which is read in a second or two, but reading this file took more than ${seconds} s and was stopped. Check that it is the right file.`,
  );
}

function asRefusal(error: Error): Error {
  const isFull = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (!isFull) return error;
  return new DomainError(
    'too-large',
    'Expected an act of a few megabytes, but reading this file needs more memory than is allowed for one file. Check that it is the right file.',
  );
}
