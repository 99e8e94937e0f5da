/**
 * Pages of the application without their screen, at a real server over real sockets, and a server
 * that is killed after it has passed words on and before it has stored them. Each page is its
 * person's: the browser's globals answer by who is asking.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'fake-indexeddb/auto';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { type Connection, connect } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { readContent } from '#document/amendment-content.ts';
import { readAmendment } from '#lib/drafts/read-amendment.ts';
import { OpenDraft } from '#lib/collaboration/open-draft.svelte.ts';
import { writeFirstContent } from '#server/collaboration/sql-update-log.ts';
import { newId } from '#server/identity.ts';
import { headersOf, insertDraftRow, until } from './collaboration.ts';
import { type ChildServer, Processes } from './collaboration-process.ts';
import { Line } from './line.ts';
import { storedDocument } from './stored-draft.ts';

interface Browser {
  readonly person: string;
  readonly origin: string;
}

const browser = new AsyncLocalStorage<Browser>();

class PersonsSocket extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols ?? [], { headers: headersOf(browser.getStore()?.person ?? '') });
  }
}

Object.assign(globalThis, {
  WebSocket: PersonsSocket,
  document: new EventTarget(),
  location: {
    get origin() {
      return browser.getStore()?.origin;
    },
  },
});

/** It would log nothing before everybody has forgotten about it. */
const stalls = { batchDelay: 3_600_000, saveWithin: 3_600_000 };

/** Somebody at a draft, who types at the end of a word. */
export class Page {
  readonly draft: OpenDraft;
  readonly #line: Line;

  constructor(draft: OpenDraft, line: Line) {
    this.draft = draft;
    this.#line = line;
  }

  get words(): string {
    return readContent(this.draft.session.doc).text;
  }

  get isSaved(): boolean {
    return this.draft.session.saved;
  }

  /** What the page says of saving. */
  get saying(): string {
    return this.draft.session.notice.words;
  }

  write(words: string, after: string): void {
    const root = this.draft.session.doc.getXmlFragment('text');
    for (const paragraph of root.toArray() as Y.XmlElement[])
      for (const text of paragraph.toArray() as Y.XmlText[]) {
        const at = String(text).indexOf(after);
        if (at >= 0) return text.insert(at + after.length, words);
      }
    throw new Error(`Nowhere does it say “${after}”.`);
  }

  /** Its computer sleeps, or the train is in a tunnel. */
  lose(): void {
    this.#line.cut();
  }

  find(): void {
    this.#line.mend();
  }

  leadTo(address: string): void {
    this.#line.leadTo(address);
  }

  /** Is closed for good. */
  leave(): void {
    this.draft.close();
    this.#line.close();
  }
}

export class Outage {
  readonly #folder: string;
  readonly #connection: Connection;
  readonly #draft: string;
  readonly #processes = new Processes();
  readonly #pages: Page[] = [];
  #server!: ChildServer;

  private constructor(folder: string, connection: Connection, draft: string) {
    this.#folder = folder;
    this.#connection = connection;
    this.#draft = draft;
  }

  /** A draft with this line, and a server that works. */
  static async before(text: string): Promise<Outage> {
    const folder = await mkdtemp(join(tmpdir(), 'trilogue-outage-'));
    const connection = connect(`file:${join(folder, 'trilogue.db')}`);
    await migrateToLatest(connection.db);
    const draft = newId();
    await insertDraftRow(connection.db, draft);
    const clock = { now: () => new Date() };
    await writeFirstContent(connection.db, draft, firstLine(text), clock);
    const outage = new Outage(folder, connection, draft);
    await outage.#start({});
    return outage;
  }

  async #start(limits: object): Promise<void> {
    const url = `file:${join(this.#folder, 'trilogue.db')}`;
    this.#server = await this.#processes.start({ url, limits });
  }

  /** The power goes; the next server passes words on, and stores none. */
  async stall(): Promise<void> {
    await this.#restart(stalls);
  }

  /** The power goes; the next server works. */
  async crash(): Promise<void> {
    await this.#restart({});
  }

  async #restart(limits: object): Promise<void> {
    await this.#server.kill();
    await this.#start(limits);
    for (const page of this.#pages) page.leadTo(this.#server.address);
  }

  /** Somebody opens the draft, and has its text. */
  async open(person: string): Promise<Page> {
    const page = await this.comes(person);
    await until(`${person} has the text`, () => page.draft.session.connection === 'open', 40_000);
    return page;
  }

  async comes(person: string): Promise<Page> {
    const line = new Line(this.#server.address);
    const { host } = new URL(await line.open());
    const me = { id: person, name: person, color: '#123456' };
    const recheck = () => Promise.resolve(null);
    const facts = {
      id: this.#draft,
      epoch: 1,
      mayWrite: true,
      me,
      recheck,
      read: readAmendment,
    };
    const itself = { person, origin: `http://${host}` };
    const page = new Page(
      browser.run(itself, () => new OpenDraft(facts)),
      line,
    );
    this.#pages.push(page);
    return page;
  }

  /** What the next server would read. */
  async stored(): Promise<string> {
    return readContent(await storedDocument(this.#connection.db, this.#draft)).text;
  }

  async end(): Promise<void> {
    for (const page of this.#pages) page.leave();
    this.#processes.killAll();
    await this.#connection.close();
    await rm(this.#folder, { recursive: true });
  }
}

function firstLine(text: string): Uint8Array {
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(text)]);
  doc.getXmlFragment('text').insert(0, [paragraph]);
  return Y.encodeStateAsUpdate(doc);
}
