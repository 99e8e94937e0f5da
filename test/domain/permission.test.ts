import { describe, expect, test } from 'vitest';
import {
  type Action,
  actions,
  type Level,
  type LinkKind,
  linkKinds,
  may,
  type Role,
  roleOn,
  roles,
  visibilities,
  type Visibility,
} from '#domain/permission.ts';

const members = 'owner editor suggester commenter viewer';

/** Who may, in a workspace of their own; and whether everybody may once it is public. */
const expected: Record<Action, { readonly who: string; readonly open?: boolean }> = {
  'sign-in': { who: `${members} nobody`, open: true },
  'open-link': { who: `${members} nobody`, open: true },
  'accept-invitation': { who: `${members} nobody`, open: true },
  'own-account': { who: `${members} nobody`, open: true },
  'read-procedure': { who: members, open: true },
  'read-table': { who: members, open: true },
  'import-document': { who: 'owner editor' },
  'edit-table': { who: 'owner editor' },
  'change-visibility': { who: 'owner' },
  'read-draft': { who: members },
  'read-draft-text': { who: members },
  'read-version': { who: members },
  'create-draft': { who: 'owner editor' },
  'comment-draft': { who: 'owner editor suggester commenter' },
  'moderate-comments': { who: 'owner' },
  'suggest-draft': { who: 'owner editor suggester' },
  'write-draft': { who: 'owner editor' },
  'manage-access': { who: 'owner' },
  'share-by-link': { who: 'owner editor' },
  'read-members': { who: members },
  'manage-members': { who: 'owner' },
  'manage-workspace': { who: 'owner' },
  'read-audit': { who: 'owner' },
  'found-workspace': { who: 'owner' },
};

const everybody: readonly (Role | null)[] = [...roles, null];
const always: readonly Action[] = ['sign-in', 'open-link', 'accept-invitation', 'own-account'];

const on = (
  visibility: Visibility,
  named: Role | null = null,
  kind: Level['kind'] = 'procedure',
): Level => ({ kind, visibility, named });

test('A3: every action has been thought about', () => {
  expect(Object.keys(expected).toSorted()).toEqual([...actions].toSorted());
});

describe.each(actions)('A3: %s', (action) => {
  const { who, open = false } = expected[action];

  for (const role of everybody)
    for (const visibility of visibilities) {
      const isMember = who.split(' ').includes(role ?? 'nobody');
      const allowed =
        always.includes(action) ||
        (visibility === 'restricted'
          ? role === 'owner' && action === 'manage-access'
          : isMember || (open && visibility === 'public'));
      test(`${role ?? 'nobody'}, ${visibility}: ${allowed ? 'may' : 'may not'}`, () => {
        expect(may({ role, levels: [on(visibility)] }, action)).toBe(allowed);
      });
    }

  test.each(everybody)('about the workspace itself nothing is open: %s', (role) => {
    const allowed = who.split(' ').includes(role ?? 'nobody');
    expect(may({ role, levels: [] }, action)).toBe(allowed);
  });

  test('a role by name counts instead of the one in the workspace, for members alone', () => {
    for (const role of roles)
      for (const named of roles) {
        const allowed = always.includes(action) || who.split(' ').includes(named);
        expect(may({ role, levels: [on('workspace', named)] }, action)).toBe(allowed);
        expect(may({ role, levels: [on('restricted', named)] }, action)).toBe(allowed);
      }
    const stranger = may({ role: null, levels: [on('restricted', 'owner')] }, action);
    expect(stranger).toBe(always.includes(action));
  });

  test('a link opens what it names and nothing else', () => {
    const opens: Record<LinkKind, readonly Action[]> = {
      procedure: ['read-procedure', 'read-table'],
      table: ['read-table'],
      draft: ['read-draft-text'],
      version: ['read-version'],
    };
    for (const link of linkKinds) {
      const by = (levels: readonly Level[]) => may({ role: null, levels, link }, action);
      const allowed = always.includes(action) || opens[link].includes(action);
      expect(by([on('workspace')])).toBe(allowed);
      expect(by([on('workspace'), on('workspace', null, 'draft')])).toBe(allowed);
      // Within what it names, only what everybody might see.
      expect(by([on('workspace'), on('public', null, 'position')])).toBe(allowed);
      for (const hidden of ['workspace', 'limite', 'restricted'] as const)
        for (const kind of ['position', 'statement'] as const)
          expect(by([on('workspace'), on(hidden, null, kind)])).toBe(always.includes(action));
      for (const hidden of ['limite', 'restricted'] as const)
        expect(by([on(hidden)])).toBe(always.includes(action));
    }
  });
});

test('the narrowest mark on the way to a thing counts', () => {
  const within = (outer: Visibility, inner: Visibility, role: Role | null) =>
    may({ role, levels: [on(outer), on(inner, null, 'position')] }, 'read-table');
  expect(within('public', 'public', null)).toBe(true);
  expect(within('workspace', 'public', null)).toBe(false);
  expect(within('public', 'limite', null)).toBe(false);
  expect(within('public', 'limite', 'viewer')).toBe(true);
  expect(within('restricted', 'public', 'editor')).toBe(false);
  expect(within('public', 'restricted', 'owner')).toBe(false);
});

test('the nearest role by name counts', () => {
  expect(roleOn('viewer', [])).toBe('viewer');
  expect(roleOn('viewer', [{ named: 'editor' }])).toBe('editor');
  expect(roleOn('owner', [{ named: 'editor' }, { named: 'viewer' }])).toBe('viewer');
  expect(roleOn('owner', [{ named: 'editor' }, { named: null }])).toBe('editor');
});

test('an owner who is not named on what is restricted may say who is, and no more', () => {
  const levels = [on('workspace'), on('restricted', null, 'draft')];
  expect(actions.filter((action) => may({ role: 'owner', levels }, action))).toEqual([
    ...always,
    'manage-access',
  ]);
  expect(actions.filter((action) => may({ role: 'editor', levels }, action))).toEqual(always);
});

test('whoever began a draft may say who reads it, as long as they may begin others', () => {
  const on = (mark: Visibility, named: Role | null = null, isOwnDraft = true): readonly Level[] => [
    { kind: 'procedure', visibility: 'public', named: null },
    { kind: 'draft', visibility: mark, named, isOwnDraft },
  ];
  for (const action of ['manage-access', 'change-visibility'] as const) {
    const asked = (role: Role | null, levels: readonly Level[]) => may({ role, levels }, action);
    expect(asked('editor', on('workspace'))).toBe(true);
    expect(asked('editor', on('limite'))).toBe(true);
    expect(asked('editor', on('workspace', null, false))).toBe(false);
    for (const role of ['suggester', 'commenter', 'viewer', null] as const)
      expect(asked(role, on('workspace'))).toBe(false);
    // By name they may hold less than in the workspace; unnamed on what is restricted, nothing.
    expect(asked('editor', on('workspace', 'viewer'))).toBe(false);
    expect(asked('editor', on('restricted'))).toBe(false);
    expect(asked('editor', on('restricted', 'editor'))).toBe(true);
  }
  const gained = actions.filter(
    (action) =>
      may({ role: 'editor', levels: on('workspace') }, action) !==
      may({ role: 'editor', levels: on('workspace', null, false) }, action),
  );
  expect(gained).toEqual(['change-visibility', 'manage-access']);
});
