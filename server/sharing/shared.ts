/** What a share link shows: the same as the workspace's pages, asked for by somebody outside. */
import { DomainError } from '#domain/errors.ts';
import { type Action, type LinkKind, linkOpens } from '#domain/permission.ts';
import { readSharedText, type SharedText } from '../drafts/shared-text.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import type { Context } from '../context.ts';
import {
  answerFile,
  exportCsv,
  exportTable,
  type FileFormat,
  findRow,
  readTable,
  type RowFilter,
  type Window,
} from '../four-column/service.ts';
import { notThere } from '../permission.ts';
import { readPositions } from '../positions/service.ts';
import { readHeader, readOverview, readTimeline, slugOf } from '../procedures/service.ts';
import { findOpen, type Knock, open } from './opening.ts';
import { noteOpening, type ShareLink } from './queries.ts';

/** What the page of a link says first. */
export type SharedView =
  | {
      readonly state: 'open';
      readonly kind: LinkKind;
      readonly reference: string;
      readonly shortTitle: string;
      /** In one line where the procedure stands; null where the link is to something in it. */
      readonly stateLine: string | null;
      readonly expiresAt: string;
    }
  | { readonly state: 'locked' | 'expired' | 'withdrawn' | 'unknown' };

export async function lookAt(ctx: Context, knock: Knock): Promise<SharedView> {
  const found = await findOpen(ctx, knock);
  if (found.state !== 'open') return { state: found.state };
  const { link, procedure } = found;
  await noteNow(ctx, link);
  const { kind, expiresAt } = link;
  const { reference, shortTitle } = procedure;
  const stateLine = kind === 'procedure' ? await readStateLine(ctx, knock) : null;
  return { state: 'open', kind, reference, shortTitle, stateLine, expiresAt };
}

const minute = 60_000;

async function noteNow({ db, clock }: Context, { id, lastOpenedAt }: ShareLink): Promise<void> {
  const now = clock.now();
  if (lastOpenedAt !== null && now.getTime() - Date.parse(lastOpenedAt) < minute) return;
  await noteOpening(db, id, now);
}

async function readStateLine(ctx: Context, knock: Knock): Promise<string> {
  const { ctx: outside, procedure } = await open(ctx, knock);
  return (await readHeader(outside, slugOf(procedure))).stateLine;
}

type Ask<T> = (outside: Context, slug: string) => Promise<T>;

/** Asks one of the services as whoever has the link and nothing else. */
function opensBy(action: Action) {
  return async <T>(ctx: Context, knock: Knock, ask: Ask<T>): Promise<T> => {
    const { ctx: outside, link, procedure } = await open(ctx, knock);
    // Also where everybody may read it: a link to the table is to nothing beside it.
    if (!linkOpens(link.kind, action)) throw new DomainError('not-found', notThere);
    return ask(outside, slugOf(procedure));
  };
}

const ofProcedure = opensBy('read-procedure');
const ofTable = opensBy('read-table');

export const sharedOverview = (ctx: Context, knock: Knock) => ofProcedure(ctx, knock, readOverview);
export const sharedTimeline = (ctx: Context, knock: Knock) => ofProcedure(ctx, knock, readTimeline);
export const sharedPositions = (ctx: Context, knock: Knock) =>
  ofProcedure(ctx, knock, readPositions);

export const sharedTable = (
  ctx: Context,
  knock: Knock,
  filter: RowFilter,
  window: Window,
  against: ColumnRole,
) =>
  ofTable(ctx, knock, (outside, slug) =>
    readTable(outside, slug, filter, window, { round: null, against }),
  );

export const sharedRow = (ctx: Context, knock: Knock, citation: string, filter: RowFilter) =>
  ofTable(ctx, knock, (outside, slug) => findRow(outside, slug, citation, filter));

export const sharedJson = (ctx: Context, knock: Knock) =>
  ofTable(ctx, knock, (outside, slug) => exportTable(outside, slug));

export const sharedCsv = (ctx: Context, knock: Knock) =>
  ofTable(ctx, knock, (outside, slug) => exportCsv(outside, slug));

export const sharedFile = (ctx: Context, knock: Knock, format: FileFormat) =>
  ofTable(ctx, knock, (outside, slug) => answerFile(outside, slug, format));

/** The words of a draft as they stand, or as the version that the link names has them. */
export async function sharedText(ctx: Context, knock: Knock): Promise<SharedText> {
  const { ctx: outside, link } = await open(ctx, knock);
  return readSharedText(outside, link);
}
