/**
 * Who may do what. One table decides for every way in: pages, the API, the WebSocket, exports
 * and the command line. A role is held in one workspace; somebody without a role there, signed
 * in or not, sees only what the workspace has made public.
 */

export const roles = ['owner', 'editor', 'suggester', 'commenter', 'viewer'] as const;
export type Role = (typeof roles)[number];

export type Visibility = 'public' | 'workspace';

/** `sign-in` is open to everybody; it is an action so that every way in can name one. */
export type Action =
  | 'sign-in'
  | 'read-procedure'
  | 'import-document'
  | 'change-visibility'
  | 'read-draft'
  | 'create-draft'
  | 'comment-draft'
  | 'moderate-comments'
  | 'suggest-draft'
  | 'write-draft'
  | 'manage-members';

const allowed: Readonly<Record<Action, readonly Role[]>> = {
  'sign-in': roles,
  'read-procedure': roles,
  'import-document': ['owner', 'editor'],
  'change-visibility': ['owner'],
  'read-draft': roles,
  'create-draft': ['owner', 'editor'],
  'comment-draft': ['owner', 'editor', 'suggester', 'commenter'],
  'moderate-comments': ['owner'],
  'suggest-draft': ['owner', 'editor', 'suggester'],
  'write-draft': ['owner', 'editor'],
  'manage-members': ['owner'],
};

/** What everybody may do with something that the workspace has made public. */
const open: readonly Action[] = ['sign-in', 'read-procedure'];

/** `role` is the one held in the workspace that the thing belongs to, or null. */
export function may(role: Role | null, action: Action, visibility: Visibility): boolean {
  if (action === 'sign-in') return true;
  if (visibility === 'public' && open.includes(action)) return true;
  return role !== null && allowed[action].includes(role);
}
