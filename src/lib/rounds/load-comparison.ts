/** What the page that compares two states of a table loads. */
import type { Answer } from '#lib/api/refusal.ts';
import type { RoundComparison } from '#server/rounds/comparing.ts';
import type { RoundsView } from '#server/rounds/reading.ts';
import { type CompareAddress, readCompareAddress } from './compare-address.ts';

export interface ComparisonSource {
  readonly rounds: () => Promise<RoundsView>;
  /** A refusal stands in the page, under the form in which something else can be chosen. */
  readonly compare: (address: CompareAddress) => Promise<Answer<RoundComparison>>;
}

export interface LoadedComparison {
  /** The rounds that are frozen. */
  readonly rounds: RoundsView['rounds'];
  /** Whether they can freeze one. */
  readonly mayEdit: boolean;
  /** Null where no round is frozen. */
  readonly address: CompareAddress | null;
  readonly found: Answer<RoundComparison> | null;
}

export async function loadComparison(
  query: URLSearchParams,
  source: ComparisonSource,
): Promise<LoadedComparison> {
  const { rounds: all, mayEdit } = await source.rounds();
  const rounds = all.filter(({ frozenAt }) => frozenAt !== null);
  const latest = rounds.at(-1);
  if (!latest) return { rounds, mayEdit, address: null, found: null };
  const address = readCompareAddress(query, latest.number);
  return { rounds, mayEdit, address, found: await source.compare(address) };
}
