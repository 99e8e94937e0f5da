/** Reads the files of issues and of stakeholders, such as those in db/seeds/dual-use. */
import { z } from 'zod';
import { type Institution, institutionName } from '#domain/institution.ts';
import { type Issue, type IssueProvision, stanceStages } from '#domain/issue.ts';
import type { Provenance } from '#domain/provenance.ts';
import type { Actor, MemberStatePosition, Statement } from '#domain/statement.ts';
import { date, fact, institution, precision, toProvenance } from './format.ts';

const text = z.string();
const keys = z.array(text);
const provisions = z.array(fact({ ref: text }));

export const issuesFile = z.strictObject({
  schema_version: z.literal(1),
  procedure: text,
  institution_codes: z.record(text, text),
  stages: z.array(z.strictObject({ id: z.enum(stanceStages), order: z.number() })),
  note: text,
  issues: z.array(
    z.strictObject({
      id: text,
      title: text,
      description: text,
      importance: z.enum(['high', 'medium', 'low']),
      provisions: z.strictObject({ proposal: provisions, final: provisions }),
      positions: z.array(
        fact({ institution, stage: z.enum(stanceStages), date, stance: text, summary: text }),
      ),
      outcome: fact({ result: text, summary: text }),
      related_issues: keys,
    }),
  ),
});

export const stakeholdersFile = z.strictObject({
  schema_version: z.literal(1),
  procedure: text,
  stance_vocabulary: z.record(text, text),
  member_state_stances: text,
  note: text,
  actors: z.array(
    fact({
      id: text,
      name: text,
      kind: text,
      country: text.optional(),
      role: text.optional(),
      members: z.array(text).optional(),
    }),
  ),
  statements: z.array(
    fact({
      id: text,
      date,
      date_precision: precision,
      actors: keys,
      stance: text,
      kind: text,
      summary: text,
      issues: keys,
      attributed_to: text.optional(),
      evidence: z.array(text).optional(),
      replies_to: text.optional(),
    }),
  ),
  member_state_positions: z.array(
    fact({
      id: text,
      date,
      date_precision: precision,
      member_states: z.array(text),
      document: text.nullable(),
      stance: text,
      summary: text,
      issues: keys,
      status: text,
    }),
  ),
});

type IssuesFile = z.infer<typeof issuesFile>;
type StakeholdersFile = z.infer<typeof stakeholdersFile>;

export function toIssues(file: IssuesFile): Issue[] {
  return file.issues.map((issue) => ({
    key: issue.id,
    title: issue.title,
    description: issue.description,
    importance: issue.importance,
    provisions: [
      ...issue.provisions.proposal.map((one) => toProvision('proposal', one)),
      ...issue.provisions.final.map((one) => toProvision('final', one)),
    ],
    stances: issue.positions.map((position) => ({
      actor: position.institution,
      stage: position.stage,
      date: position.date,
      word: position.stance,
      summary: position.summary,
      provenance: toProvenance(position),
    })),
    outcome: {
      result: issue.outcome.result,
      summary: issue.outcome.summary,
      provenance: toProvenance(issue.outcome),
    },
    related: issue.related_issues,
  }));
}

function toProvision(
  role: IssueProvision['role'],
  provision: z.infer<typeof provisions>[number],
): IssueProvision {
  return { role, citation: provision.ref, provenance: toProvenance(provision) };
}

const namedByTheTreaties: Provenance = {
  verified: true,
  sources: [],
  unverifiedFields: [],
  note: 'An institution named by the Treaties.',
  conflicts: [],
};

/** The actors of the file, and the institutions that hold stances without being named in it. */
export function toActors(file: StakeholdersFile): Actor[] {
  const named = file.actors.map((actor) => ({
    key: actor.id,
    name: actor.name,
    kind: actor.kind,
    country: actor.country ?? null,
    role: actor.role ?? null,
    members: actor.members ?? [],
    provenance: toProvenance(actor),
  }));
  const institutions: Institution[] = ['commission', 'parliament', 'council', 'co-legislators'];
  const missing = institutions.filter((key) => !named.some((actor) => actor.key === key));
  return [...named, ...missing.map(toInstitutionActor)];
}

function toInstitutionActor(key: Institution): Actor {
  return {
    key,
    name: institutionName(key),
    kind: 'institution',
    country: null,
    role: null,
    members: [],
    provenance: namedByTheTreaties,
  };
}

export function toStatements(file: StakeholdersFile): Statement[] {
  return file.statements.map((statement) => ({
    key: statement.id,
    date: statement.date,
    actors: statement.actors,
    kind: statement.kind,
    stance: statement.stance,
    summary: statement.summary,
    issues: statement.issues,
    attributedTo: statement.attributed_to ?? null,
    evidence: statement.evidence ?? [],
    repliesTo: statement.replies_to ?? null,
    provenance: toProvenance(statement),
  }));
}

export function toMemberStatePositions(file: StakeholdersFile): MemberStatePosition[] {
  return file.member_state_positions.map((position) => ({
    key: position.id,
    date: position.date,
    memberStates: position.member_states,
    document: position.document,
    stance: position.stance,
    summary: position.summary,
    issues: position.issues,
    basis: position.status,
    provenance: toProvenance(position),
  }));
}
