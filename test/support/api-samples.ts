/**
 * For each procedure of the API: a good question, and on what its right is asked. The walks over
 * the API (test/server/permissions.test.ts) ask it in the name of everybody. A new procedure needs
 * one entry here.
 */
import { appRouter } from '#server/router.ts';
import { lookAhead } from '#server/imports/outlook.ts';
import { readRequest } from '#server/imports/reading.ts';
import { newId } from '#server/identity.ts';
import { lighthouseBytes, lighthouse, lighthouseRequest } from './lighthouse.ts';
import { callerFor } from './people.ts';
import type { Asker, World } from './permission-world.ts';
import { chooseIn, openState } from './words.ts';

export interface Sample {
  /**
   * On what the right is asked. "own": on any workspace of whoever asks; "account": of whoever is
   * signed in; "nothing": of nobody, as everybody gets an answer.
   */
  readonly on: 'workspace' | 'procedure' | 'draft' | 'own' | 'account' | 'nothing';
  /** May make what it asks for first, also in the asker's name. Left out where there is no input. */
  readonly input?: (world: World, asker: Asker) => unknown;
  /** How a rule other than that of permission answers the question, as it is always refused. */
  readonly refusal?: 'BAD_REQUEST' | 'CONFLICT';
}

const everything = { person: null, deed: null, target: null, from: null, to: null };
const filter = { text: '', changedOnly: false, hidden: [] };
const bySlug = ({ slug }: World) => ({ slug });
const window = ({ slug }: World) => ({ slug, filter, from: 1, limit: 50 });
const draftOf = ({ draftId }: World) => ({ draftId });
const idOf = ({ draftId: id }: World) => ({ id });

/** In the name of the asker, with the rights of the maker: so that the thing is the asker's own. */
function madeBy({ maker }: World, { ctx }: Asker) {
  const user = ctx.visitor.user ?? maker.visitor.user;
  return { ctx: { ...maker, visitor: { ...maker.visitor, user } }, user };
}

async function chosenIn({ maker }: World, draftId: string) {
  return chooseIn(openState(await maker.texts.read(draftId)), 'public');
}

/** A comment by the asker, on a draft of its own. */
async function aComment(world: World, asker: Asker) {
  const draftId = await world.begin();
  const { ctx, user } = madeBy(world, asker);
  const chosen = await chosenIn(world, draftId);
  const caller = callerFor({
    ...ctx,
    visitor: { ...ctx.visitor, user, named: world.maker.visitor.named },
  });
  const { id: threadId } = await caller.comments.start({ draftId, chosen, body: 'As agreed?' });
  const { threads } = await caller.comments.list({ draftId });
  return { draftId, threadId, commentId: threads[0]?.comments[0]?.id ?? '' };
}

async function aThread(world: World, asker: Asker) {
  const { threadId } = await aComment(world, asker);
  return { threadId };
}

/** A thread whose words are gone, and other words. */
async function anOrphan(world: World) {
  const draftId = await world.begin();
  const threadId = newId();
  const thread = { id: threadId, draft_id: draftId, root: 'text', quote: 'gone' } as const;
  await world.database.db
    .insertInto('comment_thread')
    .values({ ...thread, created_by: null, created_at: '2031-01-01T00:00:00.000Z' })
    .execute();
  return { threadId, chosen: await chosenIn(world, draftId) };
}

/** A suggestion by the asker, on a draft of its own. */
async function aSuggestion(world: World, asker: Asker) {
  const draftId = await world.begin();
  const { ctx } = madeBy(world, asker);
  const chosen = await chosenIn(world, draftId);
  const { id } = await callerFor(ctx).suggestions.suggest({ draftId, chosen, words: 'open' });
  return { draftId, id };
}

async function toDecide(world: World, asker: Asker) {
  const { draftId, id } = await aSuggestion(world, asker);
  return { draftId, ids: [id] };
}

/** A draft that says something else than its version 1. */
async function toRestore(world: World) {
  const id = await world.begin();
  await world.maker.texts.change(id, world.maker.visitor.user.id, (doc) => {
    const text = doc.getXmlFragment('text');
    text.delete(0, text.length);
  });
  return { id, number: 1 };
}

function anUpload(): FormData {
  const form = new FormData();
  const bytes = lighthouseBytes('proposal', (text) => text);
  form.set('file', new File([Buffer.from(bytes)], 'proposal.xhtml'));
  form.set('procedure', lighthouse.reference);
  form.set('role', 'proposal');
  return form;
}

let read: ReturnType<typeof readRequest> | undefined;

/** An import that waits for the asker's word. */
async function aHeldImport({ maker }: World, { ctx }: Asker) {
  const document = await (read ??= readRequest(lighthouseRequest('proposal')));
  const { preview } = await lookAhead(maker, document);
  const id = newId();
  const texts = { document: JSON.stringify(document), preview: JSON.stringify(preview) };
  const user_id = ctx.visitor.user?.id ?? maker.visitor.user.id;
  await maker.db
    .insertInto('import_preview')
    .values({ id, user_id, ...texts, expires_at: '2131-01-01T00:00:00.000Z' })
    .execute();
  return { id };
}

export const samples: Readonly<Record<string, Sample>> = {
  'session.current': { on: 'nothing' },
  'session.createOwner': {
    on: 'nothing',
    input: () => ({ name: 'Eve', email: 'eve@example.org', password: 'a few words in a row' }),
    refusal: 'CONFLICT',
  },

  'procedures.list': { on: 'nothing' },
  'procedures.header': { on: 'procedure', input: bySlug },
  'procedures.overview': { on: 'procedure', input: bySlug },
  'procedures.timeline': { on: 'procedure', input: bySlug },
  'procedures.setVisibility': {
    on: 'procedure',
    input: ({ slug }) => ({ slug, visibility: 'workspace' }),
  },
  'positions.ofProcedure': { on: 'procedure', input: bySlug },

  'drafts.list': { on: 'procedure', input: bySlug },
  'drafts.show': { on: 'draft', input: ({ slug, draftId: id }) => ({ slug, id }) },
  'drafts.plan': { on: 'procedure', input: ({ slug, rowId }) => ({ slug, rowId }) },
  'drafts.create': {
    on: 'procedure',
    input: ({ slug, rowId }) => ({ slug, rowId, insertAfter: false }),
  },
  'drafts.setAuthors': {
    on: 'draft',
    input: ({ draftId: id }) => ({ id, authors: 'The coalition' }),
  },
  'drafts.versions.list': { on: 'draft', input: idOf },
  'drafts.versions.show': { on: 'draft', input: ({ draftId: id }) => ({ id, number: 1 }) },
  'drafts.versions.check': { on: 'draft', input: idOf },
  'drafts.versions.name': { on: 'draft', input: ({ draftId: id }) => ({ id, name: 'Mine' }) },
  'drafts.versions.restore': { on: 'draft', input: toRestore },

  'comments.list': { on: 'draft', input: draftOf },
  'comments.start': {
    on: 'draft',
    input: async (world) => ({
      draftId: world.draftId,
      chosen: await chosenIn(world, world.draftId),
      body: 'As agreed?',
    }),
  },
  'comments.attach': { on: 'draft', input: anOrphan },
  'comments.reply': {
    on: 'draft',
    input: async (world, asker) => ({ ...(await aThread(world, asker)), body: 'Yes.' }),
  },
  'comments.edit': {
    on: 'draft',
    input: async (world, asker) => {
      const { commentId } = await aComment(world, asker);
      return { commentId, body: 'As we agreed?' };
    },
  },
  'comments.delete': {
    on: 'draft',
    input: async (world, asker) => ({ commentId: (await aComment(world, asker)).commentId }),
  },
  'comments.resolve': { on: 'draft', input: aThread },
  'comments.reopen': { on: 'draft', input: aThread },

  'suggestions.list': { on: 'draft', input: draftOf },
  'suggestions.suggest': {
    on: 'draft',
    input: async (world) => {
      const draftId = await world.begin();
      return { draftId, chosen: await chosenIn(world, draftId), words: 'open' };
    },
  },
  'suggestions.accept': { on: 'draft', input: toDecide },
  'suggestions.reject': { on: 'draft', input: toDecide },
  'suggestions.withdraw': { on: 'draft', input: aSuggestion },
  'suggestions.clearLeftOver': { on: 'draft', input: draftOf },

  'imports.preview': { on: 'own', input: anUpload },
  'imports.held': { on: 'own', input: aHeldImport },
  'imports.confirm': { on: 'own', input: aHeldImport },

  'fourColumn.table': { on: 'procedure', input: window },
  'fourColumn.rows': { on: 'procedure', input: window },
  'fourColumn.find': {
    on: 'procedure',
    input: ({ slug }) => ({ slug, citation: 'Article 4', filter }),
  },
  'fourColumn.json': { on: 'procedure', input: bySlug },
  'fourColumn.csv': { on: 'procedure', input: bySlug },

  'audit.list': {
    on: 'workspace',
    input: ({ workspaceId }) => ({ workspaceId, filter: everything, before: null }),
  },
  'audit.export': {
    on: 'workspace',
    input: ({ workspaceId }) => ({ workspaceId, filter: everything, before: null, format: 'csv' }),
  },

  'ownData.show': { on: 'account' },
  'ownData.export': { on: 'account' },
  'ownData.deleteAccount': {
    on: 'account',
    input: () => ({ email: 'nobody@example.org', password: 'not the password' }),
    refusal: 'BAD_REQUEST',
  },
};

interface Declared {
  readonly _def: { readonly meta?: { readonly permission?: string } };
}

/** The permission under which each procedure of the API stands. */
export const declaredPermissions: ReadonlyMap<string, string> = new Map(
  Object.entries(appRouter._def.procedures as unknown as Record<string, Declared>).map(
    ([path, { _def }]) => [path, _def.meta?.permission ?? 'none'],
  ),
);
