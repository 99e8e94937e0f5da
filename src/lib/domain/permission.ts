/**
 * Who may do what. One table decides for every way in: pages, the API, the WebSocket, exports,
 * share links and the command line.
 *
 * A role is held in a workspace, and may be narrower or wider on one procedure or draft of it. Who
 * holds none, signed in or not, sees what the workspace has made public; whoever has a share link
 * sees what the link names. What is marked restricted is there for the people named on it alone,
 * whatever their role: an owner may change who is named, which is recorded, and sees no more.
 */

export const roles = ['owner', 'editor', 'suggester', 'commenter', 'viewer'] as const;
export type Role = (typeof roles)[number];

/**
 * A mark. `limite` is the Council's word for what is not to leave the circle of those who work on
 * it (Council document 11336/11): the workspace reads it, and no public or shared view or export
 * holds it.
 */
export const visibilities = ['public', 'workspace', 'limite', 'restricted'] as const;
export type Visibility = (typeof visibilities)[number];

/** What carries a mark, and what a role can be held on for itself. */
export const itemKinds = ['procedure', 'draft', 'position', 'statement'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** What a share link can name. */
export const linkKinds = ['procedure', 'table', 'draft', 'version'] as const;
export type LinkKind = (typeof linkKinds)[number];

const editors = ['owner', 'editor'] as const;
const owners = ['owner'] as const;

const allowed = {
  // For everybody; each is an action so that every way in can name one.
  'sign-in': roles,
  'open-link': roles,
  'accept-invitation': roles,
  /** One's own sessions, password, data: for whoever is signed in. */
  'own-account': roles,

  'read-procedure': roles,
  'read-table': roles,
  'import-document': editors,
  /** What stands in which row of a four-column table, statuses, and who has taken on a row. */
  'edit-table': editors,
  'comment-table': ['owner', 'editor', 'suggester', 'commenter'],
  /** How far the talks have come: statuses, rounds, and who has taken on what. */
  'read-rounds': roles,
  'change-visibility': owners,

  'read-draft': roles,
  /** Its words, as they are now or as a version keeps them, and nothing said about them. */
  'read-draft-text': roles,
  'read-version': roles,
  'create-draft': editors,
  'comment-draft': ['owner', 'editor', 'suggester', 'commenter'],
  'moderate-comments': owners,
  'suggest-draft': ['owner', 'editor', 'suggester'],
  'write-draft': editors,

  /** Who is named on a thing, with which role, and its mark. */
  'manage-access': owners,
  'share-by-link': editors,

  'read-members': roles,
  'manage-members': owners,
  'manage-workspace': owners,
  'read-audit': owners,
  /** A further coalition on the same server. */
  'found-workspace': owners,
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof allowed;
export const actions = Object.keys(allowed) as readonly Action[];

const everybody: readonly Action[] = ['sign-in', 'open-link', 'accept-invitation', 'own-account'];

/** What everybody may do with something that the workspace has made public. */
const open: readonly Action[] = ['read-procedure', 'read-table'];

/** What whoever began a draft may do with it besides, as long as they may begin others. */
const ofOwnDraft: readonly Action[] = ['manage-access', 'change-visibility'];

const opened: Readonly<Record<LinkKind, readonly Action[]>> = {
  procedure: ['read-procedure', 'read-table'],
  table: ['read-table'],
  draft: ['read-draft-text'],
  version: ['read-version'],
};

/** Whether a link of this kind is to what the action reads, whoever else may read that besides. */
export function linkOpens(kind: LinkKind, action: Action): boolean {
  return opened[kind].includes(action);
}

/** A marked thing, and the role that whoever asks holds on it by name. */
export interface Level {
  readonly kind: ItemKind;
  readonly visibility: Visibility;
  readonly named: Role | null;
  /** Whether it is a draft that whoever asks began. */
  readonly isOwnDraft?: boolean;
}

export interface Standing {
  /** Held in the workspace; null for whoever is not a member. */
  readonly role: Role | null;
  /** From the procedure in to the thing itself; empty where it is about the workspace. */
  readonly levels: readonly Level[];
  /** Of the share link by which it is asked, if the link is on this thing or what it is part of. */
  readonly link?: LinkKind | null;
}

export function may({ role, levels, link = null }: Standing, action: Action): boolean {
  if (everybody.includes(action)) return true;
  if (isOpen(levels) && open.includes(action)) return true;
  if (link && linkOpens(link, action) && levels.every(isSharable)) return true;
  return role !== null && memberMay(role, levels, action);
}

function isOpen(levels: readonly Level[]): boolean {
  return levels.length > 0 && levels.every(({ visibility }) => visibility === 'public');
}

/** A link opens what it names, and within that what the workspace would show to everybody. */
function isSharable({ kind, visibility }: Level): boolean {
  const isNamedByLink = kind === 'procedure' || kind === 'draft';
  return visibility === 'public' || (visibility === 'workspace' && isNamedByLink);
}

function memberMay(role: Role, levels: readonly Level[], action: Action): boolean {
  if (levels.some(isHidden)) return action === 'manage-access' && role === 'owner';
  const held = roleOn(role, levels);
  if (ofOwnDraft.includes(action) && levels.at(-1)?.isOwnDraft && has(held, 'create-draft'))
    return true;
  return has(held, action);
}

function has(role: Role, action: Action): boolean {
  const list: readonly Role[] = allowed[action];
  return list.includes(role);
}

function isHidden({ visibility, named }: Level): boolean {
  return visibility === 'restricted' && named === null;
}

/** The nearest role by name counts, else the one in the workspace. */
export function roleOn(role: Role, levels: readonly Pick<Level, 'named'>[]): Role {
  return levels.findLast(({ named }) => named !== null)?.named ?? role;
}
