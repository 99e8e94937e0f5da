/** What the audit log of a workspace records (A4), and how an entry reads as a sentence. */
import { formerMember } from './former-member.ts';
import { linkKinds, roles } from './permission.ts';
import { roleNames } from './role-words.ts';

export const auditTargets = [
  'workspace',
  'organisation',
  'member',
  'invitation',
  'share-link',
  'procedure',
  'position',
  'statement',
  'draft',
  'account',
] as const;
export type AuditTarget = (typeof auditTargets)[number];

/** Each with its deed, as it stands after "Anna Kovács": "changed the role of". */
export const auditDeeds = {
  'workspace-founded': 'founded the workspace',
  'workspace-renamed': 'renamed the workspace',
  'workspace-deleted': 'deleted the workspace',
  'workspace-restored': 'brought back the workspace',
  'organisation-added': 'added the organisation',
  'organisation-changed': 'changed the organisation',
  'organisation-removed': 'removed the organisation',
  'member-invited': 'invited',
  'invitation-revoked': 'withdrew the invitation of',
  'invitation-accepted': 'accepted the invitation for',
  'member-role-changed': 'changed the role of',
  'member-moved': 'changed the organisation of',
  'member-removed': 'removed',
  'member-left': 'left the workspace',
  'link-created': 'made the share link',
  'link-revoked': 'withdrew the share link',
  'visibility-changed': 'changed who may see',
  'listing-changed': 'changed whether search engines may list',
  'access-granted': 'named somebody on',
  'access-withdrawn': 'took a name off',
  'document-imported': 'imported',
  'round-frozen': 'froze a round of',
  'draft-created': 'began the draft',
  'version-named': 'named a version of',
  'version-restored': 'brought back a version of',
  'comment-deleted': 'deleted somebody’s comment on',
  'data-exported': 'exported the data of',
  'signed-in': 'signed in to',
  'sign-in-failed': 'failed to sign in to',
  'reset-link-made': 'made a link to choose a new password for',
  'name-changed': 'changed their name',
  'password-changed': 'changed the password of',
  'second-factor-added': 'added a second factor to',
  'second-factor-removed': 'removed the second factor of',
  'backup-codes-made': 'made new backup codes for',
  'passkey-added': 'added a passkey to',
  'passkey-removed': 'removed a passkey of',
  'session-revoked': 'ended a session of',
  'account-deleted': 'deleted their account',
} as const satisfies Record<string, string>;

export type AuditAction = keyof typeof auditDeeds;
export const auditActions = Object.keys(auditDeeds) as readonly AuditAction[];

/** These concern an account and no workspace: only the person reads of them. */
const ofAccounts: readonly AuditAction[] = [
  'signed-in',
  'sign-in-failed',
  'password-changed',
  'second-factor-added',
  'second-factor-removed',
  'backup-codes-made',
  'passkey-added',
  'passkey-removed',
  'session-revoked',
];

/** What the log of a workspace can hold. */
export const workspaceActions = auditActions.filter((action) => !ofAccounts.includes(action));

export interface AuditEntry {
  /** Sorts by time. */
  readonly id: string;
  readonly at: string;
  /** Null for the server itself, and once the person has gone. */
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly action: AuditAction;
  readonly target: {
    readonly kind: AuditTarget;
    readonly id: string | null;
    readonly name: string | null;
  };
  readonly detail: AuditDetail;
  readonly address: string | null;
}

/** By a word for it: {"from": "viewer", "to": "editor"}. */
export type AuditDetail = Readonly<Record<string, string>>;

/** "Anna Kovács changed the role of Bram de Vries from viewer to editor." */
export function auditSentence(entry: AuditEntry): string {
  return `${doerOf(entry)} ${deedOf(entry)}${detailOf(entry)}.`;
}

function doerOf({ action, actorName }: AuditEntry): string {
  return actorName ?? (action === 'sign-in-failed' ? 'Somebody' : 'The server');
}

/** The deeds whose words do not simply stand before what they were done to. */
const ownWords: Partial<Record<AuditAction, (entry: AuditEntry) => string>> = {
  'member-left': () => auditDeeds['member-left'],
  'account-deleted': () => auditDeeds['account-deleted'],
  'name-changed': renaming,
  'comment-deleted': (entry) =>
    `deleted a comment of ${entry.detail['person'] ?? 'somebody'} on ${objectOf(entry)}`,
  'access-granted': (entry) =>
    `named ${entry.detail['person'] ?? 'somebody'} on ${objectOf(entry)}`,
  'access-withdrawn': (entry) =>
    `took the name of ${entry.detail['person'] ?? 'somebody'} off ${objectOf(entry)}`,
  'document-imported': (entry) =>
    `imported ${entry.detail['document'] ?? 'a document'} into ${objectOf(entry)}`,
  'data-exported': (entry) =>
    entry.target.kind === 'account'
      ? 'exported their own data'
      : `exported the audit log of ${objectOf(entry)}`,
};

/** The doer is named as they were before, and the account as they are called since. */
function renaming({ target: { name } }: AuditEntry): string {
  const isTold = name !== null && name !== formerMember;
  return isTold ? `${auditDeeds['name-changed']} to ${name}` : auditDeeds['name-changed'];
}

function deedOf(entry: AuditEntry): string {
  return ownWords[entry.action]?.(entry) ?? `${verbOf(entry)} ${objectOf(entry)}`;
}

/** "began the draft Article 4", and "began a draft" where nothing may be named. */
function verbOf({ action, target }: AuditEntry): string {
  const words = auditDeeds[action];
  return target.name === null ? words.replace(/ the (share link|\w+)$/, '') : words;
}

/** Names that people chose for a thing stand in quotation marks. */
const quoted: readonly AuditTarget[] = ['workspace', 'organisation', 'share-link'];

function objectOf({ actorId, target: { kind, id, name } }: AuditEntry): string {
  if (kind === 'account') return accountWords(actorId !== null && actorId === id, name);
  if (name === null) return withoutName[kind];
  return quoted.includes(kind) ? `“${name}”` : name;
}

function accountWords(isOwn: boolean, name: string | null): string {
  if (isOwn || name === formerMember) return 'their account';
  return name === null ? 'an account' : `the account of ${name}`;
}

const withoutName: Readonly<Record<AuditTarget, string>> = {
  workspace: 'a workspace',
  organisation: 'an organisation',
  member: 'a member',
  invitation: 'somebody',
  'share-link': 'a share link',
  procedure: 'a procedure',
  position: 'a text',
  statement: 'a statement',
  draft: 'a draft',
  account: 'an account',
};

/** The parts that the words of these deeds have told already. */
const told: Partial<Record<AuditAction, readonly string[]>> = {
  'access-granted': ['person'],
  'access-withdrawn': ['person'],
  'comment-deleted': ['person'],
  'document-imported': ['document'],
};

/** Ids are for programs. */
function isTold(action: AuditAction, name: string): boolean {
  return name.endsWith('Id') || (told[action]?.includes(name) ?? false);
}

/** " from viewer to editor", " as editor", " by passkey", " (organisation: Lighthouse Watch)": nothing is left out. */
function detailOf({ action, detail }: AuditEntry): string {
  const rest = Object.entries(detail).filter(([name]) => !isTold(action, name));
  const left = new Map(rest);
  const [from, to, role, by] = ['from', 'to', 'role', 'by'].map((name) => take(left, name));
  const change = [part('from', from), part('to', to), part('as', role), wayIn(by)].join('');
  const others = [...left].map(([name, value]) => `${spaced(name)}: ${value || 'none'}`);
  return others.length === 0 ? change : `${change} (${others.join(', ')})`;
}

function take(left: Map<string, string>, name: string): string | undefined {
  const value = left.get(name);
  left.delete(name);
  return value;
}

/** How somebody got in, or proved who they are. */
function wayIn(by: string | undefined): string {
  return by === 'demo' ? ' as one of the people of the demo' : part('by', by);
}

function part(word: string, value: string | undefined): string {
  return value === undefined ? '' : ` ${word} ${value === '' ? 'none' : inWords(value)}`;
}

/**
 * Roles as the screen calls them; what a share link opens, with its article; the Council's word as
 * the Council writes it.
 */
function inWords(value: string): string {
  const role = roles.find((one) => one === value);
  if (role) return roleNames[role];
  if (linkKinds.some((kind) => kind === value)) return `the ${value}`;
  return value === 'limite' ? 'LIMITE' : value;
}

/** "memberState" → "member state" */
function spaced(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** These tell who may see a thing, and nothing of what is in it. */
const aboutAccess: readonly AuditAction[] = [
  'visibility-changed',
  'listing-changed',
  'access-granted',
  'access-withdrawn',
];

/** What is told of an entry about something that the reader may not see. */
export function withoutTarget(entry: AuditEntry): AuditEntry {
  const detail = aboutAccess.includes(entry.action) ? entry.detail : {};
  return { ...entry, target: { ...entry.target, id: null, name: null }, detail };
}

/** Which entries are asked for; what is null is not asked about. */
export interface AuditFilter {
  /** The id of somebody; "former" for those who are gone, "server" for the server itself. */
  readonly person: string | null;
  readonly deed: AuditAction | null;
  readonly target: AuditTarget | null;
  /** ISO days, both included. */
  readonly from: string | null;
  readonly to: string | null;
}

/** The filter in a page's address; what is not understood there is not asked about. */
export function readAuditFilter(query: URLSearchParams): AuditFilter {
  const text = (name: string) => query.get(name)?.trim() || null;
  const day = (name: string) => (isDay(text(name)) ? text(name) : null);
  return {
    person: /^[0-9a-z-]{1,64}$/i.exec(text('person') ?? '')?.[0] ?? null,
    deed: workspaceActions.find((action) => action === text('deed')) ?? null,
    target: auditTargets.find((kind) => kind === text('target')) ?? null,
    from: day('from'),
    to: day('to'),
  };
}

export function isDay(text: string | null): boolean {
  if (text === null || !/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  return new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) ?? false;
}

/** The same as a page's address: "person=…&from=2026-11-01". */
export function auditQuery(filter: AuditFilter): string {
  const asked = Object.entries(filter).filter(([, value]) => value !== null);
  return new URLSearchParams(asked as [string, string][]).toString();
}
