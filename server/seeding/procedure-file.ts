/** Reads a procedure's file of facts, such as db/seeds/dual-use/procedure.json. */
import { z } from 'zod';
import type {
  Body,
  BodyKind,
  Dossier,
  DossierDocument,
  Office,
  OfficeRole,
  Presidency,
} from '#domain/dossier.ts';
import { date, fact, toProvenance } from './format.ts';

const text = z.string();
const optional = text.nullish();

const committee = {
  code: text,
  name: text,
};
const person = {
  term: z.number(),
  name: text,
  group: text,
  member_state: text,
  national_party: text.optional(),
};

export const procedureFile = z.strictObject({
  schema_version: z.literal(1),
  id: text,
  reference: fact({ value: text }),
  short_title: text,
  procedure_type: fact({ code: text, name: text, form: text, instrument: text }),
  status: fact({ value: text, label: text }),
  titles: z.array(fact({ stage: text, value: text })),
  legal_basis: z.array(fact({ treaty: text, article: text, subject: text })),
  documents: z.array(
    fact({
      kind: text,
      reference: optional,
      title: optional,
      date: date.optional(),
      celex: optional,
      eli: optional,
      oj: optional,
    }),
  ),
  predecessor_act: fact({ reference: text, date, status: text }),
  parliament: z.strictObject({
    lead_committee: fact({ ...committee, dossier_8th_term: text, chair: text }),
    opinion_committees: z.array(
      fact({
        ...committee,
        term: z.number(),
        role: optional,
        rapporteur: text.nullable(),
        group: text.nullable(),
      }),
    ),
    rapporteurs: z.array(fact(person)),
    shadow_rapporteurs: z.array(fact(person)),
  }),
  council: z.strictObject({
    preparatory_body: fact({ name: text, abbreviation: text, code: text, configuration: text }),
    coreper: fact({ part: text }),
    adopting_formation_note: fact({ value: text }),
    presidencies: z.array(
      fact({
        semester: text,
        member_state: text,
        from: text,
        to: text,
        file_milestone: text.nullable(),
      }),
    ),
  }),
  commission: z.strictObject({
    lead_dg: fact(committee),
    commissioners: z.array(fact({ name: text, role: text, from: optional, to: optional })),
    coordination_body: fact({ name: text, abbreviation: text }),
  }),
  final_act_structure: fact({
    chapters: z.array(z.strictObject({ chapter: z.number(), articles: text, subject: text })),
    annexes: z.array(z.strictObject({ annex: text, subject: text })),
  }),
});

export type ProcedureFile = z.infer<typeof procedureFile>;

export function toDossier(file: ProcedureFile, gaps: Dossier['gaps']): Dossier {
  const { procedure_type: type, status, predecessor_act: act } = file;
  return {
    kind: {
      code: type.code,
      name: type.name,
      form: type.form,
      instrument: type.instrument,
      provenance: toProvenance(type),
    },
    reportedStatus: { label: status.label, provenance: toProvenance(status) },
    titles: file.titles.map((title) => ({
      stage: title.stage,
      title: title.value,
      provenance: toProvenance(title),
    })),
    legalBasis: file.legal_basis.map((basis) => ({
      treaty: basis.treaty,
      article: basis.article,
      subject: basis.subject,
      provenance: toProvenance(basis),
    })),
    predecessorAct: {
      reference: act.reference,
      date: act.date,
      status: act.status,
      provenance: toProvenance(act),
    },
    finalAct: toActStructure(file),
    remarks: [
      {
        text: file.council.adopting_formation_note.value,
        provenance: toProvenance(file.council.adopting_formation_note),
      },
    ],
    gaps,
  };
}

function toActStructure({ final_act_structure: act }: ProcedureFile): Dossier['finalAct'] {
  return {
    chapters: act.chapters.map(({ chapter, articles, subject }) => ({
      name: `Chapter ${chapter}`,
      articles,
      subject,
    })),
    annexes: act.annexes.map(({ annex, subject }) => ({
      name: `Annex ${annex}`,
      articles: null,
      subject,
    })),
    provenance: toProvenance(act),
  };
}

export function toDocuments(file: ProcedureFile): DossierDocument[] {
  return file.documents.map((document) => ({
    kind: document.kind,
    reference: document.reference ?? null,
    title: document.title ?? null,
    date: document.date ?? null,
    celex: document.celex ?? null,
    eli: document.eli ?? null,
    journal: document.oj ?? null,
    provenance: toProvenance(document),
  }));
}

export function toOffices({ parliament, commission }: ProcedureFile): Office[] {
  return [
    ...parliament.rapporteurs.map((one) => toMember('rapporteur', one)),
    ...parliament.shadow_rapporteurs.map((one) => toMember('shadow-rapporteur', one)),
    ...parliament.opinion_committees.flatMap(toOpinionRapporteur),
    toChair(parliament.lead_committee),
    ...commission.commissioners.map((one) => ({
      ...nobodyYet,
      role: 'commissioner' as const,
      of: one.role,
      name: one.name,
      from: one.from ?? null,
      to: one.to ?? null,
      provenance: toProvenance(one),
    })),
  ];
}

const nobodyYet = {
  of: null,
  term: null,
  group: null,
  memberState: null,
  party: null,
  from: null,
  to: null,
};

type Member = ProcedureFile['parliament']['rapporteurs'][number];

function toMember(role: OfficeRole, member: Member): Office {
  return {
    ...nobodyYet,
    role,
    term: member.term,
    name: member.name,
    group: member.group,
    memberState: member.member_state,
    party: member.national_party ?? null,
    provenance: toProvenance(member),
  };
}

type OpinionCommittee = ProcedureFile['parliament']['opinion_committees'][number];

function toOpinionRapporteur(committee: OpinionCommittee): Office[] {
  if (committee.rapporteur === null) return [];
  return [
    {
      ...nobodyYet,
      role: 'opinion-rapporteur',
      of: committee.code,
      term: committee.term,
      name: committee.rapporteur,
      group: committee.group,
      provenance: toProvenance(committee),
    },
  ];
}

/** "Bernd Lange (S&D)" */
function toChair(committee: ProcedureFile['parliament']['lead_committee']): Office {
  const [, name = committee.chair, group = null] = /^(.*) \((.*)\)$/.exec(committee.chair) ?? [];
  return {
    ...nobodyYet,
    role: 'committee-chair',
    of: committee.code,
    name,
    group,
    provenance: toProvenance(committee),
  };
}

export function toBodies({ parliament, council, commission }: ProcedureFile): Body[] {
  const { lead_committee: lead } = parliament;
  const { preparatory_body: party, coreper } = council;
  const { lead_dg: service, coordination_body: coordination } = commission;
  return [
    toBody('lead-committee', lead, { detail: `file ${lead.dossier_8th_term} (8th term)` }),
    ...parliament.opinion_committees.map((one) =>
      toBody('opinion-committee', one, { term: one.term, detail: one.role ?? null }),
    ),
    toBody('preparatory-body', party, {
      code: party.code,
      detail: `${party.abbreviation}, ${party.configuration}`,
    }),
    toBody('coreper', { ...coreper, name: `Coreper (Part ${coreper.part})` }, {}),
    toBody('lead-service', service, {}),
    toBody('coordination-body', coordination, { code: coordination.abbreviation }),
  ];
}

type NamedFact = Parameters<typeof toProvenance>[0] & {
  readonly name: string;
  readonly code?: string;
};

function toBody(kind: BodyKind, body: NamedFact, more: Partial<Body>): Body {
  return {
    kind,
    code: body.code ?? null,
    name: body.name,
    term: null,
    detail: null,
    ...more,
    provenance: toProvenance(body),
  };
}

export function toPresidencies({ council }: ProcedureFile): Presidency[] {
  return council.presidencies.map((presidency) => ({
    semester: presidency.semester,
    memberState: presidency.member_state,
    from: presidency.from,
    to: presidency.to,
    milestone: presidency.file_milestone,
    provenance: toProvenance(presidency),
  }));
}
