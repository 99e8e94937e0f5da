/** What is said between the server's thread and the thread of its SQLite file. */

export type Question =
  | { readonly kind: 'open'; readonly path: string }
  | ({ readonly kind: 'execute' } & Statement)
  /** Begins to read row by row; the reading's number is the asker's choice. */
  | ({ readonly kind: 'read'; readonly reading: number } & Statement)
  | { readonly kind: 'read-on'; readonly reading: number; readonly most: number }
  | { readonly kind: 'leave-off'; readonly reading: number }
  | { readonly kind: 'close' };

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** Each question has one, in the order in which they were asked. */
export type Answer = Result | { readonly failure: Failure };

/** Of what changes rows, how many; of what reads them, these. */
export interface Result {
  readonly rows: readonly unknown[];
  readonly changes?: number | bigint;
  readonly lastInsertRowid?: number | bigint;
}

/** An error: on its way to another thread it would lose its codes. */
interface Failure {
  readonly message: string;
  /** `code`, and SQLite's own `errcode` and `errstr`. */
  readonly about: object;
}

export function failureOf(error: unknown): Failure {
  return error instanceof Error
    ? { message: error.message, about: { ...error } }
    : { message: String(error), about: {} };
}

export function errorOf({ message, about }: Failure): Error {
  return Object.assign(new Error(message), about);
}
