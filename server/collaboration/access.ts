/** What the rest of the server says about somebody who wants to enter a document. */
import type { IncomingHttpHeaders } from 'node:http';

export type Access =
  | { readonly kind: 'refused'; readonly status: 401 | 403 | 404 }
  | {
      readonly kind: 'granted';
      readonly mayWrite: boolean;
      readonly user: { readonly id: string; readonly name: string };
      /** The session by which they are signed in. */
      readonly sessionId: string;
      readonly color: string;
      readonly epoch: number;
    };

export type Granted = Extract<Access, { kind: 'granted' }>;

/** Of whoever comes: reads session and role afresh at every call. */
export type ReadAccess = (headers: IncomingHttpHeaders, draftId: string) => Promise<Access>;

/** A session in a document. */
export interface Inside {
  readonly sessionId: string;
  readonly draftId: string;
}

/** Of those who are in: reads it afresh for all at once, and answers in their order. */
export type ReadAccessAgain = (inside: readonly Inside[]) => Promise<readonly Access[]>;

/** Waits no longer than that: rights that cannot be read are no rights. */
export async function within<T>(milliseconds: number, reading: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Rights were not read in time.')), milliseconds);
  });
  try {
    return await Promise.race([reading, late]);
  } finally {
    clearTimeout(timer);
  }
}
