/** Somebody who types on and on, in words that no other types, and keeps count of what is stored. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Writer } from './collaboration.ts';

/** In milliseconds: from word to word, and the longest rest after a few of them. */
const rhythm = { word: 3, words: 5, rest: 150 };

export class Typist {
  readonly name: string;
  readonly writer: Writer;
  readonly typed: string[] = [];
  /** How many of them, from the first, were once said to be stored. */
  acknowledged = 0;
  #isTyping = true;
  readonly #ended: Promise<void>;

  constructor(name: string, writer: Writer) {
    this.name = name;
    this.writer = writer;
    this.#ended = this.#type();
  }

  async #type(): Promise<void> {
    while (this.#isTyping) {
      for (let i = 0; i < rhythm.words && this.#isTyping; i++) {
        this.#typeWord();
        await sleep(rhythm.word);
      }
      await this.#rest();
    }
  }

  #typeWord(): void {
    const word = `${this.name}${this.typed.length};`;
    this.typed.push(word);
    this.writer.text.insert(this.writer.text.length, word);
  }

  /** Until all is stored; whoever is offline goes on after a while. */
  async #rest(): Promise<void> {
    const end = Date.now() + rhythm.rest;
    while (this.#isTyping && !this.isSaved && Date.now() < end) await sleep(1);
    if (this.isSaved) this.acknowledged = this.typed.length;
  }

  get isSaved(): boolean {
    return this.writer.ledger.saved;
  }

  stop(): Promise<void> {
    this.#isTyping = false;
    return this.#ended;
  }

  /** Their computer breaks in the middle of a word: what was not stored is lost with it. */
  async vanish(): Promise<readonly string[]> {
    const stored = this.typed.slice(0, this.acknowledged);
    this.writer.leave();
    await this.stop();
    return stored;
  }
}
