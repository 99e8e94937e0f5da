/**
 * The preamble without its paragraph styles: who adopts, citations, "Whereas:", recitals, "HAVE
 * ADOPTED THIS REGULATION:". The three formulas are told by their place, their colon and their
 * capitals, so any language will do; they become no provisions.
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
    if (this.#stage === 'recitals') return this.#inRecitals(text, indent);
    const isFirst = this.#stage === 'adopter';
    this.#stage = text.endsWith(':') ? 'recitals' : 'citations';
    const names = isFirst && (isAdopter || !text.endsWith(',') || isInCapitals(text));
    if (names || this.#stage === 'recitals') return this.#formula(text);
    return { kind: 'citation', text };
  }

  recital(printed: string | null, text: string): ActLine {
    this.#stage = 'recitals';
    this.#recitals++;
    return { kind: 'recital', number: printed, text };
  }

  #inRecitals(text: string, indent: number): ActLine | undefined {
    const words = this.#withoutAdoption(text);
    if (words === '') return undefined;
    return this.#recitals === 0 ? this.recital(null, words) : { kind: 'text', text: words, indent };
  }

  /** The formula of adoption closes the recitals; it may run on in the last one's paragraph. */
  #withoutAdoption(text: string): string {
    const tail = text.endsWith(':') ? text.slice(-300) : '';
    const formula = /(?:^\p{Lu} )?\p{Lu}{2,}(?: \p{Lu}{2,})+:$/u.exec(tail)?.[0];
    if (formula === undefined) return text;
    this.#formula(formula);
    return text.slice(0, -formula.length).trim();
  }

  #formula(text: string): undefined {
    this.formulas.push(text);
    return undefined;
  }
}

export function isInCapitals(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  return capitals > letters * 0.6;
}
