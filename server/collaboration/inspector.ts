/** Looks at a document's copy some time after it changed, and tells what breaks its bounds (C11). */
import type { Limits } from './limits.ts';
import { type Bounds, findViolation, type Inspection } from './projection.ts';
import type { SharedDocument } from './shared-document.ts';

export interface InspectorParts {
  readonly roots: readonly string[];
  readonly inspect: Inspection | undefined;
  readonly limits: Limits;
}

export class Inspector {
  readonly #document: SharedDocument;
  readonly #parts: InspectorParts;
  readonly #onViolation: (violation: string) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    document: SharedDocument,
    parts: InspectorParts,
    onViolation: (violation: string) => void,
  ) {
    this.#document = document;
    this.#parts = parts;
    this.#onViolation = onViolation;
  }

  lookSoon(): void {
    this.#timer ??= setTimeout(() => this.#look(), this.#parts.limits.inspectAfter);
  }

  #look(): void {
    this.#timer = undefined;
    const state = this.#document.state();
    const copy = this.#document.clone(state);
    const violation = findViolation(copy, state.length, this.#bounds(), this.#parts.inspect);
    copy.destroy();
    if (violation !== undefined) this.#onViolation(violation);
  }

  #bounds(): Bounds {
    const { roots, limits } = this.#parts;
    return {
      roots,
      bytes: limits.documentBytes,
      nodes: limits.documentNodes,
      depth: limits.documentDepth,
    };
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
