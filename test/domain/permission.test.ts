import { describe, expect, test } from 'vitest';
import { type Action, may, type Role, roles, type Visibility } from '#domain/permission.ts';

const members = 'owner editor suggester commenter viewer';

/** Who may, in a workspace of their own; and whether everybody may once it is public. */
const expected: Record<Action, { readonly who: string; readonly open: boolean }> = {
  'sign-in': { who: `${members} nobody`, open: true },
  'read-procedure': { who: members, open: true },
  'import-document': { who: 'owner editor', open: false },
  'change-visibility': { who: 'owner', open: false },
  'read-draft': { who: members, open: false },
  'create-draft': { who: 'owner editor', open: false },
  'comment-draft': { who: 'owner editor suggester commenter', open: false },
  'moderate-comments': { who: 'owner', open: false },
  'suggest-draft': { who: 'owner editor suggester', open: false },
  'write-draft': { who: 'owner editor', open: false },
  'manage-members': { who: 'owner', open: false },
};

const everybody: readonly (Role | null)[] = [...roles, null];
const visibilities: readonly Visibility[] = ['public', 'workspace'];

describe.each(Object.entries(expected))('A3: %s', (action, { who, open }) => {
  for (const role of everybody)
    for (const visibility of visibilities) {
      const allowed =
        who.split(' ').includes(role ?? 'nobody') || (open && visibility === 'public');
      test(`${role ?? 'nobody'}, ${visibility}: ${allowed ? 'may' : 'may not'}`, () => {
        expect(may(role, action as Action, visibility)).toBe(allowed);
      });
    }
});
