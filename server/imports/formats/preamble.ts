/**
 * The preamble without its paragraph styles: who adopts, citations, "Whereas:", recitals, "HAVE
 * ADOPTED THIS REGULATION:". The three formulas are told by their place and their colon, so any
 * language will do; they become no provisions.
 */
import type { ActLine } from './act-line.ts';

type Stage = 'adopter' | 'citations' | 'recitals';

export class Preamble {
  #stage: Stage = 'adopter';
  #recitals = 0;
  /** The formulas, which become no provisions. */
  readonly formulas: string[] = [];

  /** A paragraph without a number; undefined where it is one of the formulas. */
  text(text: string, indent: number, isAdopter = false): ActLine | undefined {
    if (this.#stage === 'adopter') {
      this.#stage = 'citations';
      if (isAdopter || !text.endsWith(',') || isMostlyCapitals(text)) return this.#formula(text);
    }
    if (this.#stage === 'citations') {
      if (!text.endsWith(':')) return { kind: 'citation', text };
      this.#stage = 'recitals';
      return this.#formula(text);
    }
    if (text.endsWith(':') && isMostlyCapitals(text)) return this.#formula(text);
    if (this.#recitals === 0) return this.recital(null, text);
    return { kind: 'text', text, indent };
  }

  recital(printed: string | null, text: string): ActLine {
    this.#stage = 'recitals';
    this.#recitals++;
    return { kind: 'recital', number: printed, text };
  }

  #formula(text: string): undefined {
    this.formulas.push(text);
    return undefined;
  }
}

function isMostlyCapitals(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  return capitals > letters * 0.6;
}
