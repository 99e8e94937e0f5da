/**
 * Fills a workspace with the review of the dual-use regulation, 2016/0295(COD), once: a second
 * call finds it there and changes nothing, whatever people have made of it meanwhile.
 */
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { recordSummaries } from '../four-column/seed.ts';
import { recordPositions } from '../positions/service.ts';
import { beginProcedure, recordDossier } from '../procedures/service.ts';
import type { Application } from '../context.ts';
import {
  issuesFile,
  stakeholdersFile,
  toActors,
  toIssues,
  toMemberStatePositions,
  toStatements,
} from './positions-files.ts';
import {
  procedureFile,
  toBodies,
  toDocuments,
  toDossier,
  toOffices,
  toPresidencies,
} from './procedure-file.ts';
import { timelineFile, toEvents } from './timeline-file.ts';
import { toProvenance } from './format.ts';

/** Answers whether anything was added. */
export async function seedDualUse(
  app: Pick<Application, 'db' | 'clock'>,
  workspaceId: string,
): Promise<boolean> {
  const file = read('procedure.json', procedureFile);
  const whole = readDossier(file);
  const positions = readPositions();
  const createdAt = app.clock.now().toISOString();
  return app.db.transaction().execute(async (trx) => {
    const { id: procedureId } = await beginProcedure(trx, {
      workspaceId,
      reference: file.reference.value,
      shortTitle: file.short_title,
      visibility: 'public',
      createdAt,
    });
    if (!(await recordDossier(trx, procedureId, whole, createdAt))) return false;
    await recordPositions(trx, { procedureId, workspaceId, createdAt }, positions);
    await recordSummaries(trx, procedureId, positions.issues, new Date(createdAt));
    return true;
  });
}

function readDossier(file: z.infer<typeof procedureFile>) {
  const timeline = read('timeline.json', timelineFile);
  return {
    dossier: toDossier(file, timeline.searched_not_found),
    provenance: toProvenance(file.reference),
    documents: toDocuments(file),
    offices: toOffices(file),
    bodies: toBodies(file),
    presidencies: toPresidencies(file),
    events: toEvents(timeline),
  };
}

function readPositions() {
  const stakeholders = read('stakeholders.json', stakeholdersFile);
  return {
    actors: toActors(stakeholders),
    issues: toIssues(read('issues.json', issuesFile)),
    statements: toStatements(stakeholders),
    memberStatePositions: toMemberStatePositions(stakeholders),
  };
}

function read<T>(name: string, format: z.ZodType<T>): T {
  const url = new URL(`../../db/seeds/dual-use/${name}`, import.meta.url);
  return format.parse(JSON.parse(readFileSync(url, 'utf8')));
}
