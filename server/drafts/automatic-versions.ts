/**
 * Versions that are made by themselves. Once a minute the drafts are looked for in which something
 * was written that no version holds; the rule of the domain says when one is due. Nothing is asked
 * of the rooms until then, and a restart only begins the reckoning anew.
 */
import { followWriting, needsVersion, type Writing } from '#domain/version.ts';
import type { Application } from '../context.ts';
import { type Keeper, keepVersion } from './keeping.ts';
import { contentOf } from './version-chain.ts';
import { findLatest, listUnkept } from './version-queries.ts';

const lookEvery = 60_000;

export class AutomaticVersions {
  readonly #app: Keeper & Pick<Application, 'log'>;
  #writing: ReadonlyMap<string, Writing> = new Map();
  #looking: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(app: Keeper & Pick<Application, 'log'>) {
    this.#app = app;
  }

  start(): void {
    this.#timer = setInterval(() => void this.look(), lookEvery);
    this.#timer.unref();
  }

  /** Looks once, unless it is looking already. */
  look(): Promise<void> {
    this.#looking ??= this.#look()
      .catch((error: unknown) => this.#warn(error, 'it was not found out which drafts to keep'))
      .finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    const now = this.#app.clock.now().getTime();
    const unkept = await listUnkept(this.#app.db);
    const writing = new Map<string, Writing>();
    for (const { draftId, seq } of unkept)
      writing.set(draftId, followWriting(this.#writing.get(draftId), seq, now));
    this.#writing = writing;
    for (const [draftId, one] of writing)
      if (needsVersion(one, now) && (await this.#keep(draftId)))
        writing.set(draftId, { ...one, isKept: true });
  }

  /** False if it failed, and is tried again. */
  async #keep(draftId: string): Promise<boolean> {
    try {
      if (await this.#hasNews(draftId)) await keepVersion(this.#app, draftId, byItself);
      return true;
    } catch (error) {
      this.#warn(error, `no version was kept of the draft ${draftId}`);
      return false;
    }
  }

  /** What was written and taken back again makes no version; nor does another node's. */
  async #hasNews(draftId: string): Promise<boolean> {
    const latest = await findLatest(this.#app.db, draftId);
    const { bytes } = await this.#app.texts.readStored(draftId);
    return latest?.content !== contentOf(bytes);
  }

  #warn(error: unknown, message: string): void {
    this.#app.log.warn({ err: error }, message);
  }
}

const byItself = { reason: 'automatic', name: null, restores: null, createdBy: null } as const;
