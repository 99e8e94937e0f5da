/**
 * A comparison as a row of spans: what stayed, or what was deleted and what was put in its
 * place. Spans that stayed and spans that changed take turns.
 */
export interface Difference {
  readonly kind: 'same' | 'inserted' | 'deleted';
  readonly text: string;
}

export interface Span {
  readonly same: string;
  readonly deleted: string;
  readonly inserted: string;
}

const empty: Span = { same: '', deleted: '', inserted: '' };

export function toSpans(differences: readonly Difference[]): Span[] {
  const spans: Span[] = [];
  for (const { kind, text } of differences) {
    const last = spans.at(-1);
    const joins = last !== undefined && (kind === 'same') === (last.same !== '');
    if (joins) spans[spans.length - 1] = { ...last, [kind]: last[kind] + text };
    else if (text !== '') spans.push({ ...empty, [kind]: text });
  }
  return spans;
}

/** A comparison as the fewest spans: what stayed, and after it what was deleted and inserted. */
export function toRuns(differences: readonly Difference[]): Span[] {
  const runs: Span[] = [];
  for (const { kind, text } of differences) {
    const last = runs.at(-1);
    const hasChanged = last !== undefined && last.deleted + last.inserted !== '';
    if (last && !(kind === 'same' && hasChanged))
      runs[runs.length - 1] = { ...last, [kind]: last[kind] + text };
    else runs.push({ ...empty, [kind]: text });
  }
  return runs;
}

export function toDifferences(spans: readonly Span[]): Difference[] {
  return spans.flatMap(({ same, deleted, inserted }) => [
    ...part('same', same),
    ...part('deleted', deleted),
    ...part('inserted', inserted),
  ]);
}

function part(kind: Difference['kind'], text: string): Difference[] {
  return text === '' ? [] : [{ kind, text }];
}
