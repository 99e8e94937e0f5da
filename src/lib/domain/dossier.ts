/** What is kept on a procedure besides its events: titles, people, bodies and documents. */
import { compareImpreciseDates, type ImpreciseDate } from './imprecise-date.ts';
import type { Provenance } from './provenance.ts';

interface Fact {
  readonly provenance: Provenance;
}

export interface ProcedureKind extends Fact {
  /** "COD" */
  readonly code: string;
  readonly name: string;
  /** "recast" */
  readonly form: string | null;
  /** "Regulation" */
  readonly instrument: string | null;
}

/** What a source says the status is; the stage shown is derived from the events (stage.ts). */
export interface ReportedStatus extends Fact {
  readonly label: string;
}

export interface StagedTitle extends Fact {
  /** "proposal", "final_act" */
  readonly stage: string;
  readonly title: string;
}

export interface LegalBasis extends Fact {
  readonly treaty: string;
  readonly article: string;
  readonly subject: string | null;
}

export interface PredecessorAct extends Fact {
  readonly reference: string;
  readonly date: ImpreciseDate | null;
  readonly status: string | null;
}

export interface ActPart {
  /** "Chapter 1", "Annex I" */
  readonly name: string;
  /** "1-2"; null for an annex. */
  readonly articles: string | null;
  readonly subject: string;
}

export interface ActStructure extends Fact {
  readonly chapters: readonly ActPart[];
  readonly annexes: readonly ActPart[];
}

/** What was looked for and not found, kept so that nobody searches, or invents, it again. */
export interface Gap {
  readonly item: string;
  readonly note: string;
}

/** A fact in words, which has no field of its own. */
export interface Remark extends Fact {
  readonly text: string;
}

export interface Dossier {
  readonly kind: ProcedureKind;
  readonly reportedStatus: ReportedStatus | null;
  readonly titles: readonly StagedTitle[];
  readonly legalBasis: readonly LegalBasis[];
  readonly predecessorAct: PredecessorAct | null;
  readonly finalAct: ActStructure | null;
  readonly remarks: readonly Remark[];
  readonly gaps: readonly Gap[];
}

export interface DossierDocument extends Fact {
  /** "commission_proposal", "final_act" … */
  readonly kind: string;
  /** As printed; null where the document exists and its number is not known. */
  readonly reference: string | null;
  readonly title: string | null;
  readonly date: ImpreciseDate | null;
  readonly celex: string | null;
  readonly eli: string | null;
  /** "OJ L 206, 11.6.2021, p. 1-461" */
  readonly journal: string | null;
}

/** In the order of time; the undated last. */
export function documentsInOrder(documents: readonly DossierDocument[]): DossierDocument[] {
  return documents.toSorted((a, b) => {
    if (a.date && b.date) return compareImpreciseDates(a.date, b.date);
    return Number(a.date === null) - Number(b.date === null);
  });
}

export const officeRoles = [
  'rapporteur',
  'shadow-rapporteur',
  'opinion-rapporteur',
  'committee-chair',
  'commissioner',
] as const;
export type OfficeRole = (typeof officeRoles)[number];

/** Who holds which office on the file, in which term or from when to when. */
export interface Office extends Fact {
  readonly role: OfficeRole;
  /** "Commissioner for Trade", "INTA": what the office is of. */
  readonly of: string | null;
  /** Parliament's term; null outside Parliament. */
  readonly term: number | null;
  readonly name: string;
  readonly group: string | null;
  readonly memberState: string | null;
  readonly party: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

export const bodyKinds = [
  'lead-committee',
  'opinion-committee',
  'preparatory-body',
  'coreper',
  'lead-service',
  'coordination-body',
] as const;
export type BodyKind = (typeof bodyKinds)[number];

/** A committee, working party or service that deals with the file. */
export interface Body extends Fact {
  readonly kind: BodyKind;
  readonly code: string | null;
  readonly name: string;
  readonly term: number | null;
  /** What it does here: "recast technique", "Foreign Affairs". */
  readonly detail: string | null;
}

export interface Presidency extends Fact {
  /** "2016-H2" */
  readonly semester: string;
  readonly memberState: string;
  readonly from: string;
  readonly to: string;
  readonly milestone: string | null;
}
