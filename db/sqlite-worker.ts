/** The thread of one SQLite file: does what it is asked, one thing after the other. */
import { parentPort } from 'node:worker_threads';
import type { SqliteDatabase } from 'kysely';
import { openSqlite } from './node-sqlite.ts';
import {
  type Answer,
  failureOf,
  type Question,
  type Result,
  type Statement,
} from './sqlite-messages.ts';

/** A text of that many bytes is handed over rather than copied. */
const large = 64 * 1024;

const nothing: Result = { rows: [] };
const readings = new Map<number, IterableIterator<unknown>>();
let opened: SqliteDatabase | undefined;

function answer(question: Question): Result {
  switch (question.kind) {
    case 'open':
      opened = openSqlite(question.path);
      return nothing;
    case 'execute':
      return execute(question);
    case 'read':
      readings.set(question.reading, database().prepare(question.sql).iterate(question.parameters));
      return nothing;
    case 'read-on':
      return { rows: readOn(question.reading, question.most) };
    case 'leave-off':
      readings.get(question.reading)?.return?.();
      readings.delete(question.reading);
      return nothing;
    case 'close':
      opened?.close();
      return nothing;
  }
}

function database(): SqliteDatabase {
  if (!opened) throw new Error('The database is asked before it was opened.');
  return opened;
}

function execute({ sql, parameters }: Statement): Result {
  const statement = database().prepare(sql);
  if (statement.reader) return { rows: statement.all(parameters) };
  return { rows: [], ...statement.run(parameters) };
}

function readOn(reading: number, most: number): readonly unknown[] {
  const rows: unknown[] = [];
  const source = readings.get(reading);
  while (source && rows.length < most) {
    const { done, value } = source.next();
    if (done) break;
    rows.push(value);
  }
  return rows;
}

function tried(question: Question): Answer {
  try {
    return answer(question);
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

function largeBuffers(rows: readonly unknown[]): ArrayBuffer[] {
  const values = rows.flatMap((row) => Object.values(row as object));
  return values
    .filter((value) => value instanceof Uint8Array && value.length >= large)
    .map((bytes: Uint8Array<ArrayBuffer>) => bytes.buffer);
}

parentPort?.on('message', (questions: readonly Question[]) => {
  const answers = questions.map(tried);
  const buffers = answers.flatMap((told) => ('rows' in told ? largeBuffers(told.rows) : []));
  parentPort?.postMessage(answers, buffers);
});
