/**
 * The audit log as owners of a workspace read it and take it away. An owner who is not named on
 * what is restricted learns from the log that something was done, by whom and when, and not to what.
 */
import { auditSentence, type AuditEntry, type AuditFilter, withoutTarget } from '#domain/audit.ts';
import { DomainError } from '#domain/errors.ts';
import type { Db } from '#db/connection.ts';
import type { Context } from '../context.ts';
import { notThere, onWorkspace, requireMay } from '../permission.ts';
import { type ExportedPart, type ExportFormat, exportPart } from './export.ts';
import * as queries from './queries.ts';
import type { AuditPerson } from './queries.ts';
import { recordDeed } from './recording.ts';

export interface AuditLine extends Pick<AuditEntry, 'id' | 'at' | 'address'> {
  readonly sentence: string;
}

export interface AuditPage {
  /** The newest first. */
  readonly lines: readonly AuditLine[];
  /** Where the older ones begin; null if there are none. */
  readonly next: string | null;
  /** Who can be asked about. */
  readonly people: readonly AuditPerson[];
}

const onPage = 50;
const inPart = 200;

export async function readAudit(
  ctx: Context,
  workspaceId: string,
  filter: AuditFilter,
  before: string | null,
): Promise<AuditPage> {
  requireMay(ctx.visitor, 'read-audit', onWorkspace(workspaceId));
  const { entries, next } = await readPart(ctx, workspaceId, filter, { before, limit: onPage });
  return {
    lines: entries.map(lineOf),
    next,
    people: await queries.listPeople(ctx.db, workspaceId),
  };
}

/** Part by part, the newest first. That somebody took the log away is in the log. */
export async function exportAudit(
  ctx: Context,
  workspaceId: string,
  filter: AuditFilter,
  { format, before }: { readonly format: ExportFormat; readonly before: string | null },
): Promise<ExportedPart> {
  requireMay(ctx.visitor, 'read-audit', onWorkspace(workspaceId));
  if (before === null) await recordExport(ctx, workspaceId, format);
  const part = await readPart(ctx, workspaceId, filter, { before, limit: inPart });
  return exportPart(format, part.entries, { isFirst: before === null, next: part.next });
}

async function recordExport(ctx: Context, workspaceId: string, format: ExportFormat) {
  const name = await queries.findWorkspaceName(ctx.db, workspaceId);
  if (name === undefined) throw new DomainError('not-found', notThere);
  const target = { kind: 'workspace', id: workspaceId, name } as const;
  const deed = { workspaceId, action: 'data-exported', target, detail: { format } } as const;
  await recordDeed(ctx.db, ctx.visitor, deed, ctx.clock);
}

async function readPart(
  ctx: Context,
  workspaceId: string,
  filter: AuditFilter,
  { before, limit }: queries.Part,
): Promise<{ entries: AuditEntry[]; next: string | null }> {
  // One more tells whether there are others.
  const found = await queries.listEntries(ctx.db, workspaceId, filter, {
    before,
    limit: limit + 1,
  });
  const entries = found.slice(0, limit);
  const next = found.length > limit ? (entries.at(-1)?.id ?? null) : null;
  return { entries: await withoutHidden(ctx, entries), next };
}

async function withoutHidden(ctx: Context, entries: readonly AuditEntry[]): Promise<AuditEntry[]> {
  const ids = new Set(entries.flatMap(({ target }) => target.id ?? []));
  const restricted = await queries.listRestricted(ctx.db, [...ids]);
  const isHidden = ({ target }: AuditEntry) =>
    (restricted.get(target.id ?? '') ?? []).some((item) => !ctx.visitor.named.has(item));
  return entries.map((entry) => (isHidden(entry) ? withoutTarget(entry) : entry));
}

function lineOf(entry: AuditEntry): AuditLine {
  const { id, at, address } = entry;
  return { id, at, address, sentence: auditSentence(entry) };
}

/** What a person did last, and what was done to their account, for that person alone. */
export async function readEntriesOf(db: Db, userId: string, limit: number): Promise<AuditLine[]> {
  const entries = await queries.listEntriesOf(db, userId, { before: null, limit });
  return entries.map((entry) => lineOf(withoutOthersAddress(entry, userId)));
}

/** From where somebody else acted is nobody's business; from where a stranger tried to come in is. */
function withoutOthersAddress(entry: AuditEntry, userId: string): AuditEntry {
  const isOthers = entry.actorId !== userId && entry.actorName !== null;
  return isOthers ? { ...entry, address: null } : entry;
}

/** All of it, the newest first. */
export async function listAllEntriesOf(db: Db, userId: string): Promise<AuditEntry[]> {
  const all: AuditEntry[] = [];
  let before: string | null = null;
  do {
    const part: AuditEntry[] = await queries.listEntriesOf(db, userId, { before, limit: inPart });
    all.push(...part.map((entry) => withoutOthersAddress(entry, userId)));
    before = part.length === inPart ? (part.at(-1)?.id ?? null) : null;
  } while (before !== null);
  return all;
}
