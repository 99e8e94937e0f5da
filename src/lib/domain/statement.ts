/**
 * Statements: who said what, where and when. They form threads: a claim, and the replies to it.
 */
import { compareImpreciseDates, type ImpreciseDate } from './imprecise-date.ts';
import type { Provenance } from './provenance.ts';

export interface Actor {
  readonly key: string;
  readonly name: string;
  /** "ngo", "company", "political_group" … */
  readonly kind: string;
  readonly country: string | null;
  readonly role: string | null;
  /** Names of those who make up a coalition. */
  readonly members: readonly string[];
  readonly provenance: Provenance;
}

export interface Statement {
  readonly key: string;
  readonly date: ImpreciseDate;
  /** Keys of those who made it together. */
  readonly actors: readonly string[];
  /** "press_release", "company_response" … */
  readonly kind: string;
  /** "stricter", "disputes" … */
  readonly stance: string;
  readonly summary: string;
  /** Keys of the issues it speaks of. */
  readonly issues: readonly string[];
  /** By whom it reached us, where that is not the actor: "IDEMIA via Thomson Reuters Foundation". */
  readonly attributedTo: string | null;
  /** Numbers of documents that carry it. */
  readonly evidence: readonly string[];
  /** The key of the statement it answers. */
  readonly repliesTo: string | null;
  readonly provenance: Provenance;
}

export interface Thread {
  readonly statement: Statement;
  readonly replies: readonly Thread[];
}

/**
 * Each statement under the one it answers, in the order of time. A reply to something that is
 * not here, or in a circle, begins a thread of its own: every statement is shown once.
 */
export function toThreads(statements: readonly Statement[]): Thread[] {
  const sorted = statements.toSorted((a, b) => compareImpreciseDates(a.date, b.date));
  const parents = parentsOf(sorted);
  const thread = (statement: Statement): Thread => ({
    statement,
    replies: sorted.filter(({ key }) => parents.get(key) === statement.key).map(thread),
  });
  return sorted.filter(({ key }) => !parents.has(key)).map(thread);
}

/** Which statement each one hangs under; none that would hang under itself, at any distance. */
function parentsOf(statements: readonly Statement[]): ReadonlyMap<string, string> {
  const known = new Set(statements.map(({ key }) => key));
  const parents = new Map<string, string>();
  for (const { key, repliesTo } of statements)
    if (repliesTo !== null && known.has(repliesTo) && !leadsTo(parents, repliesTo, key))
      parents.set(key, repliesTo);
  return parents;
}

function leadsTo(parents: ReadonlyMap<string, string>, from: string, to: string): boolean {
  for (let at: string | undefined = from; at !== undefined; at = parents.get(at))
    if (at === to) return true;
  return false;
}

/** What a Member State is said to want: from papers, the press or third parties, never a vote. */
export interface MemberStatePosition {
  readonly key: string;
  readonly date: ImpreciseDate;
  /** "BE", "DE" … */
  readonly memberStates: readonly string[];
  readonly document: string | null;
  readonly stance: string;
  readonly summary: string;
  readonly issues: readonly string[];
  /** What the position rests on: "document", "press_report", "claim_by_industry". */
  readonly basis: string;
  readonly provenance: Provenance;
}
