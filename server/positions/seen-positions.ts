/**
 * Positions without what somebody may not see, and without what only that would tell: who spoke in
 * nothing else, what a statement answers, and the numbers of documents that are not shown to them.
 */
import type { Issue, Stance } from '#domain/issue.ts';
import type { Visibility } from '#domain/permission.ts';
import type { Provenance } from '#domain/provenance.ts';
import type { Actor, MemberStatePosition, Statement } from '#domain/statement.ts';

/** A statement with its mark, for those who may read it. */
export interface SeenStatement extends Statement {
  readonly id: string;
  readonly mark: Visibility;
}

export interface PositionsView {
  readonly actors: readonly Actor[];
  readonly issues: readonly Issue[];
  readonly statements: readonly SeenStatement[];
  readonly memberStatePositions: readonly MemberStatePosition[];
}

export interface Unseen {
  readonly statements: readonly Statement[];
  /** Numbers of the texts that are not shown: "ST 9011/19". */
  readonly documents: readonly string[];
}

export function withoutUnseen(view: PositionsView, unseen: Unseen): PositionsView {
  const issues = view.issues.map((issue) => withoutCiting(issue, unseen.documents));
  return {
    actors: knownActors(view.actors, { ...view, issues }, unseen.statements),
    issues,
    statements: shownStatements(view.statements, unseen.documents),
    memberStatePositions: view.memberStatePositions.filter(
      (one) => !rests(one, unseen.documents) && !cites(one.provenance, unseen.documents),
    ),
  };
}

function withoutCiting(issue: Issue, documents: readonly string[]): Issue {
  const { stances, outcome } = issue;
  return {
    ...issue,
    stances: stances.filter((one: Stance) => !cites(one.provenance, documents)),
    outcome: outcome && cites(outcome.provenance, documents) ? null : outcome,
  };
}

/** An actor who speaks nowhere at all is known from elsewhere, and stays. */
function knownActors(
  actors: readonly Actor[],
  { statements, issues }: Pick<PositionsView, 'statements' | 'issues'>,
  unseen: readonly Statement[],
): readonly Actor[] {
  const speakers = (of: readonly Statement[]) => of.flatMap((statement) => statement.actors);
  const holders = issues.flatMap(({ stances }) => stances.map(({ actor }) => actor));
  const heard = new Set([...speakers(statements), ...holders]);
  const hidden = new Set(speakers(unseen).filter((key) => !heard.has(key)));
  return actors.filter(({ key }) => !hidden.has(key));
}

function shownStatements(
  statements: readonly SeenStatement[],
  documents: readonly string[],
): readonly SeenStatement[] {
  const keys = new Set(statements.map(({ key }) => key));
  return statements.map((statement) => ({
    ...statement,
    repliesTo: keys.has(statement.repliesTo ?? '') ? statement.repliesTo : null,
    evidence: statement.evidence.filter((number) => !documents.includes(number)),
  }));
}

function rests({ document }: MemberStatePosition, documents: readonly string[]): boolean {
  return document !== null && documents.includes(document);
}

function cites({ sources }: Provenance, documents: readonly string[]): boolean {
  return documents.some((number) => sources.some(({ title }) => title.includes(number)));
}
