import { describe, expect, test } from 'vitest';
import {
  type AuditAction,
  auditActions,
  type AuditEntry,
  auditQuery,
  auditSentence,
  readAuditFilter,
  withoutTarget,
} from '#domain/audit.ts';

function entry(action: AuditAction, over: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: '1',
    at: '2026-11-27T10:00:00.000Z',
    actorId: 'anna',
    actorName: 'Anna Kovács',
    action,
    target: { kind: 'workspace', id: 'w', name: 'Coalition' },
    detail: {},
    address: '192.0.2.7',
    ...over,
  };
}

const member = { kind: 'member', id: 'bram', name: 'Bram de Vries' } as const;
const invitation = { kind: 'invitation', id: 'i', name: 'chloe@example.org' } as const;
const draft = { kind: 'draft', id: 'd', name: 'Article 4 – paragraph 1' } as const;
const procedure = { kind: 'procedure', id: 'p', name: '2016/0295(COD)' } as const;
const own = { kind: 'account', id: 'anna', name: 'Anna Kovács' } as const;

const sentences: readonly [AuditAction, Partial<AuditEntry>, string][] = [
  ['workspace-founded', {}, 'Anna Kovács founded the workspace “Coalition”.'],
  [
    'workspace-renamed',
    { detail: { from: 'Old', to: 'Coalition' } },
    'Anna Kovács renamed the workspace “Coalition” from Old to Coalition.',
  ],
  ['workspace-deleted', {}, 'Anna Kovács deleted the workspace “Coalition”.'],
  ['workspace-restored', {}, 'Anna Kovács brought back the workspace “Coalition”.'],
  [
    'organisation-added',
    { target: { kind: 'organisation', id: 'o', name: 'Lighthouse Watch' } },
    'Anna Kovács added the organisation “Lighthouse Watch”.',
  ],
  [
    'member-invited',
    { target: invitation, detail: { role: 'editor', organisation: 'Lighthouse Watch' } },
    'Anna Kovács invited chloe@example.org as editor (organisation: Lighthouse Watch).',
  ],
  [
    'invitation-revoked',
    { target: invitation },
    'Anna Kovács withdrew the invitation of chloe@example.org.',
  ],
  [
    'member-role-changed',
    { target: member, detail: { from: 'viewer', to: 'editor' } },
    'Anna Kovács changed the role of Bram de Vries from reader to editor.',
  ],
  [
    'member-moved',
    { target: member, detail: { from: '', to: 'Lighthouse Watch' } },
    'Anna Kovács changed the organisation of Bram de Vries from none to Lighthouse Watch.',
  ],
  ['member-removed', { target: member }, 'Anna Kovács removed Bram de Vries.'],
  ['member-left', { target: own }, 'Anna Kovács left the workspace.'],
  [
    'visibility-changed',
    { target: draft, detail: { from: 'workspace', to: 'limite' } },
    'Anna Kovács changed who may see Article 4 – paragraph 1 from workspace to LIMITE.',
  ],
  [
    'listing-changed',
    { target: procedure, detail: { from: 'not listed', to: 'listed' } },
    'Anna Kovács changed whether search engines may list 2016/0295(COD) from not listed to listed.',
  ],
  [
    'access-granted',
    { target: draft, detail: { person: 'Bram de Vries', personId: 'bram', role: 'viewer' } },
    'Anna Kovács named Bram de Vries on Article 4 – paragraph 1 as reader.',
  ],
  [
    'access-withdrawn',
    { target: draft, detail: { person: 'Bram de Vries' } },
    'Anna Kovács took the name of Bram de Vries off Article 4 – paragraph 1.',
  ],
  [
    'document-imported',
    { target: procedure, detail: { document: 'COM(2016) 616 final', column: 'Proposal' } },
    'Anna Kovács imported COM(2016) 616 final into 2016/0295(COD) (column: Proposal).',
  ],
  [
    'version-named',
    { target: draft, detail: { version: '3', name: 'Before the vote' } },
    'Anna Kovács named a version of Article 4 – paragraph 1 (version: 3, name: Before the vote).',
  ],
  [
    'comment-deleted',
    { target: draft, detail: { person: 'Bram de Vries', personId: 'bram' } },
    'Anna Kovács deleted a comment of Bram de Vries on Article 4 – paragraph 1.',
  ],
  [
    'comment-deleted',
    { target: { ...draft, name: null } },
    'Anna Kovács deleted a comment of somebody on a draft.',
  ],
  [
    'name-changed',
    { target: { ...own, name: 'Anna Kiss' } },
    'Anna Kovács changed their name to Anna Kiss.',
  ],
  [
    'name-changed',
    { actorId: null, actorName: 'Former member', target: { ...own, name: 'Former member' } },
    'Former member changed their name.',
  ],
  ['backup-codes-made', { target: own }, 'Anna Kovács made new backup codes for their account.'],
  [
    'link-created',
    { target: { kind: 'share-link', id: 'a', name: 'For the press' }, detail: { to: 'procedure' } },
    'Anna Kovács made the share link “For the press” to the procedure.',
  ],
  ['data-exported', {}, 'Anna Kovács exported the audit log of “Coalition”.'],
  ['data-exported', { target: own }, 'Anna Kovács exported their own data.'],
  ['signed-in', { target: own }, 'Anna Kovács signed in to their account.'],
  [
    'signed-in',
    { target: own, detail: { by: 'backup code' } },
    'Anna Kovács signed in to their account by backup code.',
  ],
  [
    'signed-in',
    { target: own, detail: { by: 'demo' } },
    'Anna Kovács signed in to their account as one of the people of the demo.',
  ],
  [
    'sign-in-failed',
    { actorId: null, actorName: null, target: own },
    'Somebody failed to sign in to the account of Anna Kovács.',
  ],
  [
    'draft-created',
    { actorId: null, actorName: 'Former member', target: draft },
    'Former member began the draft Article 4 – paragraph 1.',
  ],
  [
    'document-imported',
    { actorId: null, actorName: null, target: procedure, detail: { document: 'ST 1' } },
    'The server imported ST 1 into 2016/0295(COD).',
  ],
  ['account-deleted', { target: own }, 'Anna Kovács deleted their account.'],
];

test.each(sentences)('A4: %s reads as a sentence %#', (action, over, sentence) => {
  expect(auditSentence(entry(action, over))).toBe(sentence);
});

test('A4: every deed reads as a sentence, whatever it was done to', () => {
  for (const action of auditActions) {
    const sentence = auditSentence(entry(action, { target: { ...draft, name: null } }));
    expect(sentence).toMatch(/^(Anna Kovács|Somebody) \S.*\S\.$/);
    expect(sentence).not.toMatch(/undefined|null|\s\s/);
  }
});

test('of what the reader may not see, the sentence tells only the kind', () => {
  const hidden = withoutTarget(
    entry('version-named', { target: draft, detail: { name: 'Secret' } }),
  );
  expect(auditSentence(hidden)).toBe('Anna Kovács named a version of a draft.');
  const detail = { person: 'Bram de Vries', role: 'viewer' };
  const access = withoutTarget(entry('access-granted', { target: draft, detail }));
  expect(auditSentence(access)).toBe('Anna Kovács named Bram de Vries on a draft as reader.');
});

describe('the filter in a page’s address', () => {
  test('asks for nothing that concerns an account alone, as no workspace’s log holds it', () => {
    const asked = (deed: string) => readAuditFilter(new URLSearchParams({ deed })).deed;
    for (const deed of ['member-removed', 'name-changed']) expect(asked(deed)).toBe(deed);
    for (const deed of ['signed-in', 'sign-in-failed', 'password-changed', 'backup-codes-made'])
      expect(asked(deed), deed).toBeNull();
  });

  test('comes back as it was written', () => {
    const filter = {
      person: 'former',
      deed: 'draft-created',
      target: 'draft',
      from: '2026-11-01',
      to: '2026-11-30',
    } as const;
    expect(readAuditFilter(new URLSearchParams(auditQuery(filter)))).toEqual(filter);
  });

  test('asks nothing where it is not understood', () => {
    const query = new URLSearchParams('person=<b>&deed=flew&target=moon&from=2026-02-30&to=today');
    expect(Object.values(readAuditFilter(query))).toEqual([null, null, null, null, null]);
    expect(auditQuery(readAuditFilter(query))).toBe('');
  });
});
