/** A draft's words for whoever was sent a link to them: nothing that was said about them. */
import type { AmendmentContent } from '#document/amendment-content.ts';
import { readText } from '#document/text-reading.ts';
import { DomainError } from '#domain/errors.ts';
import type { Context, Link } from '../context.ts';
import { readProposalLanguage } from '../four-column/draft-source.ts';
import { notThere, visitorMay } from '../permission.ts';
import { fromJson } from '../rows.ts';
import { onDraft } from './access.ts';
import { type Draft, findDraft } from './queries.ts';
import { findVersion } from './version-queries.ts';

export interface SharedText extends Pick<
  Draft,
  'path' | 'location' | 'proposalName' | 'sourceText' | 'authors'
> {
  readonly content: AmendmentContent;
  /** Null for the words as they stand now. */
  readonly version: number | null;
  /** SHA-256 by which a version is known. */
  readonly hash: string | null;
  /** In which it is written: "en". */
  readonly language: string;
}

export async function readSharedText(
  ctx: Context,
  { draftId, versionNumber }: Link,
): Promise<SharedText> {
  const draft = draftId === null ? undefined : await findDraft(ctx.db, draftId);
  const action = versionNumber === null ? 'read-draft-text' : 'read-version';
  if (!draft || !visitorMay(ctx.visitor, action, onDraft(draft)))
    throw new DomainError('not-found', notThere);
  const { path, location, proposalName, sourceText, authors } = draft;
  const language = await readProposalLanguage(ctx.db, draft.procedureId);
  const words = await readWords(ctx, draft.id, versionNumber);
  return { path, location, proposalName, sourceText, authors, language, ...words };
}

/** Suggestions that nobody has decided on are not in them. */
async function readWords(
  ctx: Context,
  id: string,
  version: number | null,
): Promise<Pick<SharedText, 'content' | 'version' | 'hash'>> {
  if (version === null)
    return { content: readText(await ctx.texts.read(id)).content, version, hash: null };
  const kept = await findVersion(ctx.db, id, version);
  if (!kept) throw new DomainError('not-found', notThere);
  return { content: fromJson<AmendmentContent>(kept.content), version, hash: kept.hash };
}
