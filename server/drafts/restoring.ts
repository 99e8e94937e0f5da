/**
 * Going back to a version, as a change in the draft's room, after a safety version of exactly
 * what it takes away (T5). If somebody writes between the two, nothing is changed, and there is
 * another safety version.
 */
import { type AmendmentContent, readContent } from '#document/amendment-content.ts';
import { canonicalJson } from '#document/canonical-json.ts';
import { restoreContent } from '#document/restore-content.ts';
import { DomainError } from '#domain/errors.ts';
import { recordDeed } from '../audit/recording.ts';
import type { Context } from '../context.ts';
import { requireUser } from '../permission.ts';
import { fromJson } from '../rows.ts';
import { type Alongside, keepVersion } from './keeping.ts';
import type { Draft } from './queries.ts';
import { deedOn } from './service.ts';
import { contentOf, wordsFault } from './version-chain.ts';
import { readVersion, requireWriter } from './versions.ts';

/** How often others may write between the safety version and the restore. */
const attempts = 5;

export async function restoreVersion(
  ctx: Context,
  id: string,
  number: number,
): Promise<{ number: number }> {
  const draft = await requireWriter(ctx, id);
  const user = requireUser(ctx.visitor);
  const wanted = await readWanted(ctx, id, number);
  const occasion = { name: null, restores: number, createdBy: user.id };
  for (let attempt = 0; attempt < attempts; attempt++) {
    const safety = await keepVersion(ctx, id, { ...occasion, reason: 'before-restore' });
    if (!(await putBack(ctx, id, user.id, { expected: safety.content, wanted }))) continue;
    const restored = { ...occasion, reason: 'restored' } as const;
    return { number: (await keepVersion(ctx, id, restored, tellOf(ctx, draft, number))).number };
  }
  throw new DomainError(
    'conflict',
    'Others were writing at this very moment, so nothing was restored. Try again.',
  );
}

function tellOf(ctx: Context, draft: Draft, number: number): Alongside {
  const deed = deedOn(draft, 'version-restored', { version: String(number) });
  return (trx) => recordDeed(trx, ctx.visitor, deed, ctx.clock);
}

/** The words to bring back, which must be those that were kept, and not there already. */
async function readWanted(ctx: Context, id: string, number: number): Promise<string> {
  const version = await readVersion(ctx, id, number);
  const fault = wordsFault(version);
  if (fault) throw new DomainError('conflict', `${fault} It was not restored.`);
  if (version.content === contentOf(await ctx.texts.read(id)))
    throw new DomainError('conflict', `The draft says already what version ${number} says.`);
  return version.content;
}

/** False, and nothing was changed, if the draft does not say what it was expected to say. */
async function putBack(
  ctx: Context,
  id: string,
  userId: string,
  { expected, wanted }: { readonly expected: string; readonly wanted: string },
): Promise<boolean> {
  let isAsExpected = false;
  await ctx.texts.change(id, userId, (doc) => {
    isAsExpected = canonicalJson(readContent(doc)) === expected;
    if (isAsExpected) restoreContent(doc, fromJson<AmendmentContent>(wanted));
  });
  return isAsExpected;
}
