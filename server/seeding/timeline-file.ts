/** Reads a procedure's file of events, such as db/seeds/dual-use/timeline.json. */
import { z } from 'zod';
import type { Event, Vote } from '#domain/event.ts';
import { type Step, steps } from '#domain/step.ts';
import { date, fact, institution, precision, toProvenance } from './format.ts';

const text = z.string();
const tally = { for: z.number(), against: z.number(), abstain: z.number() };
const vote = z.strictObject({
  ...tally,
  by_group: z.record(text, z.strictObject(tally)).optional(),
});

export const timelineFile = z.strictObject({
  schema_version: z.literal(1),
  procedure: text,
  institution_codes: z.record(text, text),
  events: z.array(
    fact({
      id: text,
      date,
      date_precision: precision,
      institution,
      type: text,
      /** Which step of the procedure it is: our reading of the event's summary. */
      step: z.enum(steps as [Step, ...Step[]]).optional(),
      title: text,
      summary: text,
      documents: z.array(text).optional(),
      vote: vote.optional(),
      presidency: text.optional(),
    }),
  ),
  searched_not_found: z.array(z.strictObject({ item: text, note: text })),
});

type TimelineFile = z.infer<typeof timelineFile>;

export function toEvents(file: TimelineFile): Event[] {
  return file.events.map((event) => ({
    key: event.id,
    date: event.date,
    institution: event.institution,
    kind: event.type,
    step: event.step ?? null,
    title: event.title,
    summary: event.summary,
    documents: event.documents ?? [],
    vote: event.vote ? toVote(event.vote) : null,
    presidency: event.presidency ?? null,
    provenance: toProvenance(event),
  }));
}

function toVote({ by_group: groups = {}, ...tally }: z.infer<typeof vote>): Vote {
  return {
    ...tally,
    byGroup: Object.entries(groups).map(([group, votes]) => ({ group, ...votes })),
  };
}
