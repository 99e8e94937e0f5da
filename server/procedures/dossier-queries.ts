import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type {
  BodyTable,
  DossierDocumentTable,
  DossierTable,
  OfficeTable,
  PresidencyTable,
} from '#db/schema/dossiers.ts';
import type { Body, Dossier, DossierDocument, Office, Presidency } from '#domain/dossier.ts';
import type { Provenance } from '#domain/provenance.ts';
import { newId } from '../identity.ts';
import { fromJson, toOptionalDate, toOptionalJson } from '../rows.ts';

export async function findDossier(db: Db, procedureId: string): Promise<Dossier | undefined> {
  const row = await db
    .selectFrom('dossier')
    .selectAll()
    .where('procedure_id', '=', procedureId)
    .executeTakeFirst();
  return row && toDossier(row);
}

/** Begins the dossier unless it has been begun already; says whether it did. */
export async function insertDossier(
  db: Db,
  procedureId: string,
  dossier: Dossier,
  provenance: Provenance,
  createdAt: string,
): Promise<boolean> {
  const inserted = await db
    .insertInto('dossier')
    .values({
      procedure_id: procedureId,
      kind: JSON.stringify(dossier.kind),
      reported_status: toOptionalJson(dossier.reportedStatus),
      titles: JSON.stringify(dossier.titles),
      legal_basis: JSON.stringify(dossier.legalBasis),
      predecessor_act: toOptionalJson(dossier.predecessorAct),
      final_act: toOptionalJson(dossier.finalAct),
      remarks: JSON.stringify(dossier.remarks),
      gaps: JSON.stringify(dossier.gaps),
      provenance: JSON.stringify(provenance),
      created_at: createdAt,
    })
    .onConflict((conflict) => conflict.column('procedure_id').doNothing())
    .returning('procedure_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function listDocuments(db: Db, procedureId: string): Promise<DossierDocument[]> {
  const rows = await db
    .selectFrom('dossier_document')
    .selectAll()
    .where('procedure_id', '=', procedureId)
    .orderBy('id')
    .execute();
  return rows.map(toDocument);
}

/** The proposal with which the procedure began, if it is among the documents kept. */
export async function findProposalDocument(
  db: Db,
  procedureId: string,
): Promise<DossierDocument | undefined> {
  const row = await db
    .selectFrom('dossier_document')
    .selectAll()
    .where('procedure_id', '=', procedureId)
    .where('kind', '=', 'commission_proposal')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row && toDocument(row);
}

export async function listOffices(db: Db, procedureId: string): Promise<Office[]> {
  const rows = await db
    .selectFrom('office')
    .selectAll()
    .where('procedure_id', '=', procedureId)
    .orderBy('id')
    .execute();
  return rows.map(toOffice);
}

export async function listBodies(db: Db, procedureId: string): Promise<Body[]> {
  const rows = await db
    .selectFrom('body')
    .selectAll()
    .where('procedure_id', '=', procedureId)
    .orderBy('id')
    .execute();
  return rows.map(toBody);
}

export async function listPresidencies(db: Db, procedureId: string): Promise<Presidency[]> {
  const rows = await db
    .selectFrom('presidency')
    .selectAll()
    .where('procedure_id', '=', procedureId)
    .orderBy('from_day')
    .execute();
  return rows.map(toPresidency);
}

export async function insertDocuments(
  db: Db,
  procedureId: string,
  documents: readonly DossierDocument[],
): Promise<void> {
  const rows = documents.map((document) => ({
    id: newId(),
    procedure_id: procedureId,
    kind: document.kind,
    reference: document.reference,
    title: document.title,
    date: document.date?.value ?? null,
    celex: document.celex,
    eli: document.eli,
    journal: document.journal,
    provenance: JSON.stringify(document.provenance),
  }));
  if (rows.length > 0) await db.insertInto('dossier_document').values(rows).execute();
}

export async function insertOffices(
  db: Db,
  procedureId: string,
  offices: readonly Office[],
): Promise<void> {
  const rows = offices.map((office) => ({
    id: newId(),
    procedure_id: procedureId,
    role: office.role,
    of: office.of,
    term: office.term,
    name: office.name,
    political_group: office.group,
    member_state: office.memberState,
    party: office.party,
    from_day: office.from,
    to_day: office.to,
    provenance: JSON.stringify(office.provenance),
  }));
  if (rows.length > 0) await db.insertInto('office').values(rows).execute();
}

export async function insertBodies(
  db: Db,
  procedureId: string,
  bodies: readonly Body[],
): Promise<void> {
  const rows = bodies.map(({ provenance, ...body }) => ({
    ...body,
    id: newId(),
    procedure_id: procedureId,
    provenance: JSON.stringify(provenance),
  }));
  if (rows.length > 0) await db.insertInto('body').values(rows).execute();
}

export async function insertPresidencies(
  db: Db,
  procedureId: string,
  presidencies: readonly Presidency[],
): Promise<void> {
  const rows = presidencies.map((presidency) => ({
    id: newId(),
    procedure_id: procedureId,
    semester: presidency.semester,
    member_state: presidency.memberState,
    from_day: presidency.from,
    to_day: presidency.to,
    milestone: presidency.milestone,
    provenance: JSON.stringify(presidency.provenance),
  }));
  if (rows.length > 0) await db.insertInto('presidency').values(rows).execute();
}

function toDossier(row: Selectable<DossierTable>): Dossier {
  return {
    kind: fromJson(row.kind),
    reportedStatus: row.reported_status === null ? null : fromJson(row.reported_status),
    titles: fromJson(row.titles),
    legalBasis: fromJson(row.legal_basis),
    predecessorAct: row.predecessor_act === null ? null : fromJson(row.predecessor_act),
    finalAct: row.final_act === null ? null : fromJson(row.final_act),
    remarks: fromJson(row.remarks),
    gaps: fromJson(row.gaps),
  };
}

function toDocument(row: Selectable<DossierDocumentTable>): DossierDocument {
  return {
    kind: row.kind,
    reference: row.reference,
    title: row.title,
    date: toOptionalDate(row.date),
    celex: row.celex,
    eli: row.eli,
    journal: row.journal,
    provenance: fromJson(row.provenance),
  };
}

function toOffice(row: Selectable<OfficeTable>): Office {
  return {
    role: row.role,
    of: row.of,
    term: row.term,
    name: row.name,
    group: row.political_group,
    memberState: row.member_state,
    party: row.party,
    from: row.from_day,
    to: row.to_day,
    provenance: fromJson(row.provenance),
  };
}

function toBody(row: Selectable<BodyTable>): Body {
  return {
    kind: row.kind,
    code: row.code,
    name: row.name,
    term: row.term,
    detail: row.detail,
    provenance: fromJson(row.provenance),
  };
}

function toPresidency(row: Selectable<PresidencyTable>): Presidency {
  return {
    semester: row.semester,
    memberState: row.member_state,
    from: row.from_day,
    to: row.to_day,
    milestone: row.milestone,
    provenance: fromJson(row.provenance),
  };
}
