/** What every service is given: the parts of the running application, and who is asking. */
import type { Logger } from 'pino';
import type * as Y from 'yjs';
import type { Db, DialectName } from '#db/connection.ts';
import type { LinkKind, Role } from '#domain/permission.ts';
import type { Attempts } from './accounts/attempts.ts';
import type { Afterwards } from './afterwards.ts';

export interface Clock {
  now(): Date;
}

/** Shared texts as services may use them; what is in a text changes only through its room. */
export interface SharedTexts {
  /** Writes a text's first content, once, in the transaction that creates it. */
  createDocument(trx: Db, id: string, update: Uint8Array): Promise<void>;
  /** The whole text as one Yjs update, with all that was acknowledged or passed on. */
  read(id: string): Promise<Uint8Array>;
  /** The same, once all of it is stored, with its place in the text's log. */
  readStored(id: string): Promise<StoredText>;
  /**
   * Changes a text through its room, for a person or (null) the server; resolves when stored. What
   * `fn` is given is a copy: if it throws, nothing was changed.
   */
  change(id: string, userId: string | null, fn: (doc: Y.Doc) => void): Promise<void>;
}

export interface StoredText {
  readonly bytes: Uint8Array;
  /** All that the log has up to this number is in it. */
  readonly seq: number;
}

/** The parts that live as long as the process. */
export interface Application {
  readonly db: Db;
  readonly dialect: DialectName;
  readonly clock: Clock;
  readonly log: Logger;
  readonly texts: SharedTexts;
  /** Whether this server was started with demo people who can be chosen with one click. */
  readonly demo: boolean;
  /** The address people use, which links begin with. */
  readonly origin: string;
  /** Whether this server can send mail; without it, links are copied by hand. */
  readonly mailIsConfigured: boolean;
  /** As the provider is called by whom people may sign in too; null where there is none. */
  readonly providerName: string | null;
  /** A development server writes into its log the links that would have gone by mail. */
  readonly isDevelopment: boolean;
  readonly attempts: Attempts;
  readonly afterwards: Afterwards;
  /** Seals what browsers keep of the passwords of share links. */
  readonly linkKey: Uint8Array;
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** A share link that was opened: what it names, and nothing beside it. */
export interface Link {
  readonly id: string;
  readonly kind: LinkKind;
  readonly procedureId: string;
  readonly draftId: string | null;
  readonly versionNumber: number | null;
}

/** Whoever asks. Somebody not signed in has no roles. */
export interface Visitor {
  readonly user: User | null;
  /** By workspace id. Workspaces that were deleted are not among them. */
  readonly roles: ReadonlyMap<string, Role>;
  /** The roles held on single things, by `itemKey`. */
  readonly named: ReadonlyMap<string, Role>;
  /** The workspace that they have chosen to work in; null if none, or if it is not theirs. */
  readonly workspaceId: string | null;
  readonly link: Link | null;
  /** The session by which they are signed in. */
  readonly sessionId: string | null;
  /** Where the request came from, for the audit log; null for the command line. */
  readonly address: string | null;
}

export interface Context extends Application {
  readonly visitor: Visitor;
}

export const nobody: Visitor = {
  user: null,
  roles: new Map(),
  named: new Map(),
  workspaceId: null,
  link: null,
  sessionId: null,
  address: null,
};
