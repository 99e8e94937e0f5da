/** What the rest of the server says about somebody who wants to enter a document. */
import type { IncomingHttpHeaders } from 'node:http';

export type Access =
  | { readonly kind: 'refused'; readonly status: 401 | 403 | 404 }
  | {
      readonly kind: 'granted';
      readonly mayWrite: boolean;
      readonly user: { readonly id: string; readonly name: string };
      readonly color: string;
      readonly epoch: number;
    };

export type Granted = Extract<Access, { kind: 'granted' }>;

/** Reads session and role afresh at every call. */
export type ReadAccess = (headers: IncomingHttpHeaders, draftId: string) => Promise<Access>;

/** Waits no longer than that: rights that cannot be read are no rights. */
export function within(read: ReadAccess, milliseconds: number): ReadAccess {
  return async (headers, draftId) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('Rights were not read in time.')), milliseconds);
    });
    try {
      return await Promise.race([read(headers, draftId), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}
