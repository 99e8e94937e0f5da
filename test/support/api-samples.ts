/**
 * For each procedure of the API: a good question, and on what its right is asked. The walks over
 * the API (test/server/permissions.test.ts) ask it in the name of everybody. A new procedure needs
 * one entry here.
 */
import { type ItemKind, itemKinds } from '#domain/permission.ts';
import { usualLegend } from '#domain/status-legend.ts';
import type { LinkTarget, NewLink } from '#domain/share-link.ts';
import { kindOfPath } from '#domain/provision-path.ts';
import { appRouter } from '#server/router.ts';
import { lookAhead } from '#server/imports/outlook.ts';
import { readRequest } from '#server/imports/reading.ts';
import { newId } from '#server/identity.ts';
import type { ItemKey } from '#server/marks/service.ts';
import { lighthouseBytes, lighthouse, lighthouseRequest } from './lighthouse.ts';
import { callerFor } from './people.ts';
import { type Asker, memberOf, type World } from './permission-world.ts';
import { chooseIn, openState } from './words.ts';

export interface Sample {
  /**
   * On what the right is asked. "own": on any workspace of whoever asks; "account": of whoever is
   * signed in; "nothing": of nobody, as everybody gets an answer.
   */
  readonly on: 'workspace' | ItemKind | 'own' | 'account' | 'nothing';
  /** The draft is one that whoever asks began. */
  readonly isOwnDraft?: true;
  /** May make what it asks for first, also in the asker's name. Left out where there is no input. */
  readonly input?: (world: World, asker: Asker) => unknown;
  /** It looks among what the asker may do this with: to others it is not there. */
  readonly hides?: boolean;
  /** How a rule other than that of permission answers the question, as it is always refused. */
  readonly refusal?: Refusal | ((world: World, asker: Asker) => Refusal | undefined);
}

type Refusal = 'BAD_REQUEST' | 'CONFLICT' | 'NOT_FOUND';

const everything = { person: null, deed: null, target: null, from: null, to: null };
const past = '2031-01-01T00:00:00.000Z';
const filter = { text: '', changedOnly: false, hidden: [] };
const bySlug = ({ slug }: World) => ({ slug });
const window = ({ slug }: World) => ({ slug, filter, from: 1, limit: 50 });
const says = ({ word }: World, text: string) => `${text} ${word}`;
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
  const { id: threadId } = await caller.comments.start({
    draftId,
    chosen,
    body: says(world, 'As agreed?'),
  });
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
  const thread = {
    id: threadId,
    draft_id: draftId,
    root: 'text',
    quote: says(world, 'gone'),
  } as const;
  await world.database.db
    .insertInto('comment_thread')
    .values({ ...thread, created_by: null, created_at: past })
    .execute();
  return { threadId, chosen: await chosenIn(world, draftId) };
}

/** A suggestion by the asker, on a draft of its own. */
async function aSuggestion(world: World, asker: Asker) {
  const draftId = await world.begin();
  const { ctx } = madeBy(world, asker);
  const chosen = await chosenIn(world, draftId);
  const { id } = await callerFor(ctx).suggestions.suggest({
    draftId,
    chosen,
    words: says(world, 'open'),
  });
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

const rowOf = ({ slug, rowId }: World) => ({ slug, rowId });

async function aDiscussedRow(world: World) {
  await callerFor(world.maker).remarks.add({ ...rowOf(world), body: says(world, 'As agreed?') });
  return rowOf(world);
}

/** A remark by the asker. */
async function aRemark(world: World, asker: Asker) {
  const { ctx } = madeBy(world, asker);
  return callerFor(ctx).remarks.add({ ...rowOf(world), body: says(world, 'As agreed?') });
}

async function aStatusChange({ maker, slug, rowId, word }: World) {
  const { rounds } = callerFor(maker);
  return rounds.setStatus({ slug, rowIds: [rowId], status: 'technical', why: word });
}

async function aFrozenRound({ maker, slug, word }: World) {
  const { number } = await callerFor(maker).rounds.freeze({ slug, name: word });
  return { slug, number, after: null };
}

/** The texts of which a world's table is, so that it can be put together again. */
async function giveTexts({ database: { db }, procedureId }: World): Promise<void> {
  const columns = db.selectFrom('position').select(['id', 'role']);
  for (const { id, role } of await columns.where('procedure_id', '=', procedureId).execute()) {
    const cells = await db
      .selectFrom('four_column_cell')
      .innerJoin('four_column_row', 'four_column_row.id', 'row_id')
      .select(['path', 'text', 'locator'])
      .where('position_id', '=', id)
      .where('state', '<>', 'summary')
      .orderBy('ordinal')
      .execute();
    const provisions = cells.map((cell) => ({
      ...cell,
      kind: kindOfPath(cell.path),
      number: null,
    }));
    const content = JSON.stringify({ kind: 'act', act: { title: role, provisions } });
    await db.updateTable('position').set({ content }).where('id', '=', id).execute();
  }
}

/** What the asker decided about a row. */
async function aRowDecision(world: World, asker: Asker) {
  const { database, procedureId, slug, word } = world;
  const id = newId();
  const place = { path: 'art_4/par_2', citation: says(world, 'Article 4(2)'), text: word };
  const row = { role: 'proposal', ...place };
  const decision = { kind: 'confirm', row, cells: [{ role: 'parliament', ...place }] };
  await database.db
    .insertInto('concordance_decision')
    .values({
      id,
      procedure_id: procedureId,
      kind: 'confirm',
      decision: JSON.stringify(decision),
      decided_by: ownerOf(world, asker),
      decided_at: past,
      undone_by: null,
      undone_at: null,
    })
    .execute();
  return { slug, id };
}

function anUpload(): FormData {
  const form = new FormData();
  const bytes = lighthouseBytes('proposal', (text) => text);
  form.set('file', new File([Buffer.from(bytes)], 'proposal.xhtml'));
  form.set('procedure', lighthouse.reference);
  form.set('role', 'proposal');
  return form;
}

/** What takes long to make is made once for a world. */
function onceIn<T>(make: (world: World) => Promise<T>): (world: World) => Promise<T> {
  const made = new WeakMap<World, Promise<T>>();
  return (world) => {
    const known = made.get(world) ?? make(world);
    made.set(world, known);
    return known;
  };
}

const lookedAt = onceIn(async ({ maker }) => {
  const document = await readRequest(lighthouseRequest('proposal'));
  const { preview } = await lookAhead(maker, document);
  return { document: JSON.stringify(document), preview: JSON.stringify(preview) };
});

/** An import that waits for the asker's word. */
async function aHeldImport(world: World, { ctx }: Asker) {
  const { maker } = world;
  const id = newId();
  const user_id = ctx.visitor.user?.id ?? maker.visitor.user.id;
  await maker.db
    .insertInto('import_preview')
    .values({ id, user_id, ...(await lookedAt(world)), expires_at: '2131-01-01T00:00:00.000Z' })
    .execute();
  return { id };
}

const ofWorkspace = ({ workspaceId }: World) => ({ workspaceId });

async function aMember({ database, workspaceId, word }: World) {
  const userId = (await memberOf(database, workspaceId, 'viewer', word)).visitor.user.id;
  return { workspaceId, userId };
}

async function anOrganisation({ maker, workspaceId, word }: World) {
  const name = `Organisation ${word} ${newId()}`;
  const added = { workspaceId, name, country: '', website: '' };
  await callerFor(maker).organisations.add(added);
  const all = await callerFor(maker).organisations.list({ workspaceId });
  return { id: all.find((one) => one.name === name)?.id ?? '' };
}

function anAddress(word = 'somebody'): string {
  return `${word}-${newId()}@example.org`;
}

async function anInvitation({ maker, workspaceId, word }: World) {
  const email = anAddress(word);
  const { invitations } = callerFor(maker);
  await invitations.invite({ workspaceId, email, role: 'viewer', organisationId: null });
  const all = await invitations.list({ workspaceId });
  return { id: all.find((one) => one.email === email)?.id ?? '' };
}

const aMonth = 30 * 24 * 60 * 60 * 1000;
const inAMonth = () => new Date(Date.now() + aMonth).toISOString().slice(0, 10);

const toProcedure = { kind: 'procedure', draftId: null, versionNumber: null } as const;

const newLink = (procedureId: string, over: Partial<NewLink> = {}): NewLink => ({
  ...toProcedure,
  procedureId,
  label: 'For the press',
  expiresOn: inAMonth(),
  password: '',
  ...over,
});

/** A link that is open to everybody who has it. */
async function anOpenLink({ maker, procedureId }: World) {
  const { token } = await callerFor(maker).links.create(newLink(procedureId));
  return { token, pass: null };
}

const aLockedLink = onceIn(async ({ maker, procedureId }) => {
  const password = 'a few words in a row';
  const { token } = await callerFor(maker).links.create(newLink(procedureId, { password }));
  return { token, password };
});

type Named = Pick<LinkTarget, 'kind' | 'draftId' | 'versionNumber'>;

/** What else than the procedure a link can name: its draft, and the version of that. */
const linksToDrafts: readonly ((world: World) => Named)[] = [
  ({ draftId }) => ({ kind: 'draft', draftId, versionNumber: null }),
  ({ draftId }) => ({ kind: 'version', draftId, versionNumber: 1 }),
];

/** What is asked about links, to something in a draft. */
function linksTo(target: (world: World) => Named): Readonly<Record<string, Sample>> {
  return {
    'links.offer': {
      on: 'draft',
      input: (world) => ({ procedureId: world.procedureId, ...target(world) }),
      refusal: closed,
    },
    'links.create': {
      on: 'draft',
      input: (world) => newLink(world.procedureId, target(world)),
      refusal: closed,
    },
    'links.withdraw': { on: 'draft', input: (world) => aKeptLink(world, target(world)) },
  };
}

/** One that is kept, whatever the mark of what it names is by now. */
async function aKeptLink(
  { database, workspaceId, procedureId, word }: World,
  { kind, draftId, versionNumber }: Named,
) {
  const id = newId();
  await database.db
    .insertInto('share_link')
    .values({
      id,
      workspace_id: workspaceId,
      kind,
      procedure_id: procedureId,
      draft_id: draftId,
      version_number: versionNumber,
      label: `For the press ${word}`,
      token_hash: id,
      password_hash: null,
      created_by: null,
      created_at: past,
      expires_at: '2131-01-01T00:00:00.000Z',
      revoked_at: null,
      revoked_by: null,
      last_opened_at: null,
    })
    .execute();
  return { id };
}

/** Somebody named on a thing, beside an owner who stays. */
async function aName(world: World, { kind: item_kind, id: item_id }: ItemKey) {
  const { database, workspaceId: workspace_id, maker } = world;
  const { userId } = await aMember(world);
  const item = { workspace_id, item_kind, item_id };
  const given = { granted_by: null, granted_at: past };
  await database.db
    .insertInto('item_role')
    .values([
      { ...item, user_id: userId, role: 'viewer', ...given },
      { ...item, user_id: maker.visitor.user.id, role: 'owner', ...given },
    ])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return { kind: item_kind, id: item_id, userId };
}

function ownerOf({ maker }: World, { ctx }: Asker): string {
  return ctx.visitor.user?.id ?? maker.visitor.user.id;
}

/** A session of the asker, beside the one by which they ask. */
async function aSession(world: World, asker: Asker) {
  const id = newId();
  const moments = { created_at: past, updated_at: past, expires_at: '2131-01-01T00:00:00.000Z' };
  const row = {
    id,
    token: id,
    user_id: ownerOf(world, asker),
    ip_address: null,
    user_agent: world.word,
  };
  await world.database.db
    .insertInto('session')
    .values({ ...row, ...moments })
    .execute();
  return { id };
}

async function aPasskey(world: World, asker: Asker) {
  const id = newId();
  await world.database.db
    .insertInto('passkey')
    .values({
      id,
      user_id: ownerOf(world, asker),
      name: says(world, 'Key'),
      public_key: 'k',
      credential_id: id,
      counter: 0,
      device_type: 'singleDevice',
      backed_up: false,
      transports: null,
      aaguid: null,
      created_at: past,
    })
    .execute();
  return { id };
}

const unknownToken = { token: 'x'.repeat(43) };

/** The thing of each kind that the world has. */
function itemOf(world: World, kind: ItemKind): ItemKey {
  const { procedureId, draftId, positionId, statementId } = world;
  const ids = {
    procedure: procedureId,
    draft: draftId,
    position: positionId,
    statement: statementId,
  };
  return { kind, id: ids[kind] };
}

type Find = (world: World, asker: Asker) => ItemKey | Promise<ItemKey>;

/** What is asked about marks, on one thing. */
function marksOn(sample: Omit<Sample, 'input'>, find: Find): Readonly<Record<string, Sample>> {
  return {
    'marks.show': { ...sample, input: find },
    'marks.set': {
      ...sample,
      input: async (world, asker) => ({ ...(await find(world, asker)), mark: 'workspace' }),
    },
    'marks.name': {
      ...sample,
      input: async (world, asker) => ({
        ...(await aName(world, await find(world, asker))),
        role: 'commenter',
      }),
    },
    'marks.withdraw': {
      ...sample,
      input: async (world, asker) => aName(world, await find(world, asker)),
    },
  };
}

/** A draft that the asker began, also one who may not begin any more. */
async function anOwnDraft(world: World, { ctx }: Asker): Promise<ItemKey> {
  const id = await world.begin();
  const created_by = ctx.visitor.user?.id ?? null;
  await world.database.db.updateTable('draft').set({ created_by }).where('id', '=', id).execute();
  return { kind: 'draft', id };
}
const closed = ({ visibility }: World) =>
  ['limite', 'restricted'].includes(visibility) ? 'CONFLICT' : undefined;

export const samples: Readonly<Record<string, Sample>> = {
  'session.current': { on: 'nothing' },
  'session.createOwner': {
    on: 'nothing',
    input: () => ({ name: 'Eve', email: 'eve@example.org', password: 'a few words in a row' }),
    refusal: 'CONFLICT',
  },
  'session.requestReset': {
    on: 'nothing',
    input: () => ({ email: anAddress() }),
    // The server of the tests sends no mail.
    refusal: 'BAD_REQUEST',
  },
  'session.isResetOpen': { on: 'nothing', input: () => unknownToken },
  'session.resetPassword': {
    on: 'nothing',
    input: () => ({ ...unknownToken, password: 'a few words in a row' }),
    refusal: 'BAD_REQUEST',
  },
  'session.makeResetLink': { on: 'workspace', input: aMember },
  'session.requestVerification': { on: 'nothing', input: () => ({ email: anAddress() }) },
  'session.verifyEmail': { on: 'nothing', input: () => unknownToken, refusal: 'BAD_REQUEST' },
  'session.list': { on: 'account' },
  'session.end': { on: 'account', input: aSession },
  'session.endOthers': { on: 'account' },
  'session.changeName': { on: 'account', input: () => ({ name: 'Another name' }) },
  'session.security': { on: 'account' },
  'session.renamePasskey': {
    on: 'account',
    input: async (world, asker) => ({ ...(await aPasskey(world, asker)), name: 'Blue key' }),
  },
  'session.removePasskey': { on: 'account', input: aPasskey },

  'workspaces.rename': {
    on: 'workspace',
    input: ({ workspaceId: id }) => ({ id, name: `Coalition ${newId()}` }),
  },
  'workspaces.found': {
    on: 'workspace',
    input: ({ workspaceId: from }) => ({ from, name: `Coalition ${newId()}` }),
  },
  'workspaces.holdings': { on: 'workspace', input: ({ workspaceId: id }) => ({ id }) },
  // With its name the world would be gone for those who come after.
  'workspaces.delete': {
    on: 'workspace',
    input: ({ workspaceId: id }) => ({ id, name: 'not its name' }),
    refusal: 'BAD_REQUEST',
  },
  'workspaces.deleted': { on: 'account' },
  'workspaces.bringBack': {
    on: 'account',
    input: ({ workspaceId: id }) => ({ id }),
    refusal: 'NOT_FOUND',
  },

  'organisations.list': { on: 'workspace', input: ofWorkspace },
  'organisations.add': {
    on: 'workspace',
    input: ({ workspaceId }) => ({
      workspaceId,
      name: `Added ${newId()}`,
      country: '',
      website: '',
    }),
  },
  'organisations.change': {
    on: 'workspace',
    input: async (world) => ({
      ...(await anOrganisation(world)),
      name: `Renamed ${newId().slice(0, 30)}`,
      country: 'BE',
      website: '',
    }),
  },
  'organisations.remove': { on: 'workspace', input: (world) => anOrganisation(world) },

  'members.list': { on: 'workspace', input: ofWorkspace },
  'members.change': {
    on: 'workspace',
    input: async (world) => ({
      ...(await aMember(world)),
      version: 1,
      role: 'editor',
      organisationId: null,
    }),
  },
  'members.remove': {
    on: 'workspace',
    input: async (world) => ({ ...(await aMember(world)), version: 1 }),
  },
  'members.leave': { on: 'workspace', input: ofWorkspace },

  'invitations.list': { on: 'workspace', input: ofWorkspace },
  'invitations.invite': {
    on: 'workspace',
    input: ({ workspaceId }) => ({
      workspaceId,
      email: anAddress(),
      role: 'viewer',
      organisationId: null,
    }),
  },
  'invitations.again': { on: 'workspace', input: (world) => anInvitation(world) },
  'invitations.withdraw': { on: 'workspace', input: (world) => anInvitation(world) },
  'invitations.show': { on: 'nothing', input: () => unknownToken, refusal: 'NOT_FOUND' },
  'invitations.accept': { on: 'account', input: () => unknownToken, refusal: 'NOT_FOUND' },

  'invitations.acceptWithNewAccount': {
    on: 'nothing',
    input: () => ({ ...unknownToken, name: 'Eve', password: 'a few words in a row' }),
    refusal: (_world, { ctx }) => (ctx.visitor.user ? 'CONFLICT' : 'NOT_FOUND'),
  },

  'procedures.list': { on: 'nothing' },
  'procedures.header': { on: 'procedure', input: bySlug },
  'procedures.overview': { on: 'procedure', input: bySlug },
  'procedures.timeline': { on: 'procedure', input: bySlug },
  'positions.ofProcedure': { on: 'procedure', input: bySlug },

  'drafts.list': { on: 'procedure', input: bySlug },
  'drafts.show': { on: 'draft', input: ({ slug, draftId: id }) => ({ slug, id }) },
  'drafts.header': { on: 'procedure', input: ({ slug, draftId: id }) => ({ slug, id }) },
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
  'fourColumn.file': { on: 'procedure', input: (world) => ({ ...bySlug(world), format: 'akn' }) },

  'rounds.list': { on: 'procedure', input: bySlug },
  'rounds.history': { on: 'procedure', input: ({ slug, rowId }) => ({ slug, rowId }) },
  'rounds.standing': { on: 'procedure', input: bySlug },
  'rounds.progress': {
    on: 'procedure',
    input: async (world) => ({ slug: (await aFrozenRound(world)).slug }),
  },
  'rounds.compare': { on: 'procedure', input: aFrozenRound },
  'rounds.setStatus': {
    on: 'procedure',
    input: ({ slug, rowId, word }) => ({ slug, rowIds: [rowId], status: 'agreed', why: word }),
  },
  'rounds.undoStatus': { on: 'procedure', input: aStatusChange },
  'rounds.assign': {
    on: 'procedure',
    input: ({ slug, rowId, maker }) => ({
      slug,
      rowIds: [rowId],
      userId: maker.visitor.user.id,
      isOn: true,
    }),
  },
  'rounds.freeze': { on: 'procedure', input: ({ slug, word }) => ({ slug, name: word }) },
  'rounds.changeLegend': {
    on: 'procedure',
    input: ({ slug }) => ({ slug, entries: [...usualLegend] }),
  },

  'agreement.show': { on: 'procedure', input: bySlug },
  'agreement.begin': {
    on: 'procedure',
    input: (world) => ({ ...rowOf(world), source: 'proposal' }),
  },
  'remarks.list': { on: 'procedure', input: aDiscussedRow },
  'remarks.add': {
    on: 'procedure',
    input: (world) => ({ ...rowOf(world), body: says(world, 'As agreed?') }),
  },
  'remarks.delete': { on: 'procedure', input: aRemark },

  'concordance.row': { on: 'procedure', input: ({ slug }) => ({ slug, row: '4' }) },
  'concordance.history': {
    on: 'procedure',
    input: async (world, asker) => {
      await aRowDecision(world, asker);
      return { slug: world.slug };
    },
  },
  'concordance.decide': {
    on: 'procedure',
    input: async (world) => {
      await giveTexts(world);
      return { slug: world.slug, wish: { kind: 'confirm', row: '4', roles: [] } };
    },
  },
  'concordance.undo': {
    on: 'procedure',
    input: async (world, asker) => {
      await giveTexts(world);
      return aRowDecision(world, asker);
    },
  },

  ...marksOn({ on: 'procedure' }, (world) => itemOf(world, 'procedure')),
  'marks.locate': { on: 'procedure', input: bySlug, hides: true },
  'marks.setIndexed': {
    on: 'procedure',
    input: ({ procedureId: id }) => ({ id, indexed: true }),
  },
  'links.list': { on: 'workspace', input: ofWorkspace },
  'links.offer': {
    on: 'procedure',
    input: ({ procedureId }) => ({ ...toProcedure, procedureId }),
    refusal: closed,
  },
  'links.create': {
    on: 'procedure',
    input: ({ procedureId }) => newLink(procedureId),
    refusal: closed,
  },
  'links.withdraw': { on: 'procedure', input: (world) => aKeptLink(world, toProcedure) },

  'shared.look': { on: 'nothing', input: anOpenLink },
  'shared.unlock': {
    on: 'nothing',
    input: (world) => aLockedLink(world),
  },
  'shared.overview': { on: 'nothing', input: anOpenLink },
  'shared.timeline': { on: 'nothing', input: anOpenLink },
  'shared.positions': { on: 'nothing', input: anOpenLink },
  'shared.table': {
    on: 'nothing',
    input: async (world) => ({ ...(await anOpenLink(world)), filter, from: 1, limit: 50 }),
  },
  'shared.find': {
    on: 'nothing',
    input: async (world) => ({ ...(await anOpenLink(world)), filter, citation: 'Article 4' }),
  },
  'shared.json': { on: 'nothing', input: anOpenLink },
  'shared.csv': { on: 'nothing', input: anOpenLink },
  'shared.file': {
    on: 'nothing',
    input: async (world) => ({ ...(await anOpenLink(world)), format: 'akn' }),
  },
  'shared.text': {
    on: 'nothing',
    input: async ({ maker, procedureId, draftId }) => {
      const link = newLink(procedureId, { kind: 'draft', draftId });
      return { ...(await callerFor(maker).links.create(link)), pass: null };
    },
  },

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

/** The same questions on things of other kinds. */
const furtherSamples: readonly Readonly<Record<string, Sample>>[] = [
  ...itemKinds
    .filter((kind) => kind !== 'procedure')
    .map((kind) => marksOn({ on: kind }, (world) => itemOf(world, kind))),
  marksOn({ on: 'draft', isOwnDraft: true }, anOwnDraft),
  ...linksToDrafts.map(linksTo),
];

export function samplesOf(path: string): readonly Sample[] {
  return [samples, ...furtherSamples].flatMap((some) => some[path] ?? []);
}

interface Declared {
  readonly _def: { readonly type: string; readonly meta?: { readonly permission?: string } };
}

const procedures = appRouter._def.procedures as unknown as Readonly<Record<string, Declared>>;

/** The permission under which each procedure of the API stands. */
export const declaredPermissions: ReadonlyMap<string, string> = new Map(
  Object.entries(procedures).map(([path, { _def }]) => [path, _def.meta?.permission ?? 'none']),
);

/** It only reads. */
export function isQuery(path: string): boolean {
  return procedures[path]?._def.type === 'query';
}
