/** Writes what is known of a procedure; called inside a transaction. */
import type { Db } from '#db/connection.ts';
import type { Body, Dossier, DossierDocument, Office, Presidency } from '#domain/dossier.ts';
import type { Event } from '#domain/event.ts';
import type { Provenance } from '#domain/provenance.ts';
import * as dossiers from './dossier-queries.ts';
import { insertEvents } from './event-queries.ts';

export interface WholeDossier {
  readonly dossier: Dossier;
  /** Of the reference itself. */
  readonly provenance: Provenance;
  readonly documents: readonly DossierDocument[];
  readonly offices: readonly Office[];
  readonly bodies: readonly Body[];
  readonly presidencies: readonly Presidency[];
  readonly events: readonly Event[];
}

/** Records a dossier where there is none; answers whether it did. What is there stays as it is. */
export async function recordDossier(
  db: Db,
  procedureId: string,
  whole: WholeDossier,
  createdAt: string,
): Promise<boolean> {
  const { dossier, provenance } = whole;
  const isNew = await dossiers.insertDossier(db, procedureId, dossier, provenance, createdAt);
  if (!isNew) return false;
  await dossiers.insertDocuments(db, procedureId, whole.documents);
  await dossiers.insertOffices(db, procedureId, whole.offices);
  await dossiers.insertBodies(db, procedureId, whole.bodies);
  await dossiers.insertPresidencies(db, procedureId, whole.presidencies);
  await insertEvents(db, procedureId, whole.events);
  return true;
}
