/**
 * Sends the mail that waits in the outbox (outbox.ts): looks after every change that was asked of
 * the server, and every 15 seconds. An attempt is claimed in the database, with the time of the
 * next one, before it is made. So several nodes do not send the same mail, and one that dies while
 * sending leaves it to the next; at worst a mail comes twice.
 */
import { nextAttempt } from '#domain/mail-delay.ts';
import type { Application } from '../context.ts';
import * as queries from './queries.ts';
import { MailRefused, type MailTransport } from './transport.ts';

const lookEvery = 15_000;
const atOnce = 20;

type Sender = Pick<Application, 'db' | 'clock' | 'log'>;

export class MailSending {
  readonly #app: Sender;
  readonly #transport: MailTransport;
  #looking: Promise<void> | undefined;
  #again = false;
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(app: Sender, transport: MailTransport) {
    this.#app = app;
    this.#transport = transport;
  }

  start(): void {
    this.#timer = setInterval(() => void this.look(), lookEvery);
    this.#timer.unref();
    void this.look();
  }

  /** Sends what is due. Whoever asks while it is looking has it look once more. */
  look(): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    this.#again = this.#looking !== undefined;
    this.#looking ??= this.#lookUntilDone().finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  /** Ends after the mail that is being sent. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#looking;
  }

  async #lookUntilDone(): Promise<void> {
    try {
      do {
        this.#again = false;
        while ((await this.#sendSome()) === atOnce && !this.#stopped);
      } while (this.#again && !this.#stopped);
    } catch (error) {
      this.#app.log.warn({ err: error }, 'The mail that waits could not be looked up');
    }
  }

  async #sendSome(): Promise<number> {
    const due = await queries.listDue(this.#app.db, this.#app.clock.now(), atOnce);
    for (const mail of due) if (!this.#stopped) await this.#send(mail);
    return due.length;
  }

  async #send(mail: queries.DueMail): Promise<void> {
    const { db, clock } = this.#app;
    const now = clock.now();
    const next = nextAttempt(mail.createdAt, mail.attempts + 1, now);
    // The last attempt too is claimed for a while, in which nobody else makes it.
    if (!(await queries.claim(db, mail, next ?? new Date(now.getTime() + 60_000)))) return;
    try {
      await this.#transport.send(mail);
      await queries.removeMail(db, mail.id);
    } catch (error) {
      await this.#keep(mail, error as Error, next);
    }
  }

  async #keep(mail: queries.DueMail, error: Error, next: Date | null): Promise<void> {
    const isOver = next === null || error instanceof MailRefused;
    const why = { mail: mail.id, why: error.message };
    if (isOver) {
      await queries.giveUp(this.#app.db, mail.id, error.message);
      this.#app.log.error(why, 'Mail could not be sent, and is not tried again');
    } else {
      await queries.keepError(this.#app.db, mail.id, error.message);
      this.#app.log.warn(why, 'Mail could not be sent yet, and is tried again');
    }
  }
}
