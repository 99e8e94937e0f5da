/** What the audit log of a workspace records (A4), and how an entry reads as a sentence. */

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
  'access-granted': 'named somebody on',
  'access-withdrawn': 'took a name off',
  'document-imported': 'imported',
  'draft-created': 'began the draft',
  'version-named': 'named a version of',
  'version-restored': 'brought back a version of',
  'data-exported': 'exported data of',
  'signed-in': 'signed in to',
  'sign-in-failed': 'failed to sign in to',
  'password-changed': 'changed the password of',
  'second-factor-added': 'added a second factor to',
  'second-factor-removed': 'removed the second factor of',
  'passkey-added': 'added a passkey to',
  'passkey-removed': 'removed a passkey of',
  'session-revoked': 'ended a session of',
  'account-deleted': 'deleted the account',
} as const satisfies Record<string, string>;

export type AuditAction = keyof typeof auditDeeds;
export const auditActions = Object.keys(auditDeeds) as readonly AuditAction[];
