/**
 * Looks at a document some time after it changed, and tells what breaks its bounds (C11). What
 * would make it heavy is looked at before it is taken, as it would be with it.
 */
import type { Logger } from 'pino';
import type { InspectionThread } from './inspection-thread.ts';
import type { Limits } from './limits.ts';
import type { Bounds, Finding } from './projection.ts';
import type { SharedDocument } from './shared-document.ts';

export interface InspectorParts {
  readonly roots: readonly string[];
  readonly inspection: InspectionThread;
  readonly limits: Limits;
  readonly logger: Logger;
}

export class Inspector {
  readonly #document: SharedDocument;
  readonly #parts: InspectorParts;
  readonly #onViolation: (violation: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;
  #isStopped = false;

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
    if (!this.#isStopped)
      this.#timer ??= setTimeout(() => void this.#look(), this.#parts.limits.inspectAfter);
  }

  async #look(): Promise<void> {
    this.#timer = undefined;
    // One at a time; the next sees what has come meanwhile.
    if (this.#isLooking) return this.lookSoon();
    this.#isLooking = true;
    try {
      const { violation } = await this.#examine([]);
      if (violation !== null && !this.#isStopped) this.#onViolation(violation);
    } catch (error) {
      this.#parts.logger.warn({ err: error }, 'a document could not be looked at');
    } finally {
      this.#isLooking = false;
    }
  }

  /** Rejects if that could not be found out. */
  tryOut(updates: readonly Uint8Array[]): Promise<Finding> {
    return this.#examine(updates);
  }

  async #examine(updates: readonly Uint8Array[]): Promise<Finding> {
    const state = this.#document.state();
    const isMeasured = this.#document.weight.measure();
    const bounds = this.#boundsFor(updates);
    const finding = await this.#parts.inspection.examine({ state, updates, bounds });
    // What is tried out is not there yet.
    if (updates.length === 0 && finding.violation === null) isMeasured(finding);
    return finding;
  }

  /** What is there already is frozen only when it goes far beyond what would be let in. */
  #boundsFor(updates: readonly Uint8Array[]): Bounds {
    const { roots, limits } = this.#parts;
    return {
      roots,
      bytes: limits.documentBytes,
      nodes: limits.documentNodes,
      depth: limits.documentDepth,
      walk: updates.length > 0 ? limits.documentWalk : 2 * limits.documentWalk,
      turn: { steps: limits.mergeWalk, milliseconds: limits.turnWithin },
    };
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }
}
