import { describe, expect, test } from 'vitest';
import { memberStateCodes, otherCountryCodes } from '#domain/country-codes.ts';
import { countryName } from '#domain/country.ts';
import {
  expiryOf,
  invitationProblem,
  invitationState,
  type InvitationLife,
} from '#domain/invitation.ts';
import { leavesNoOwner } from '#domain/membership.ts';
import { oneLine } from '#domain/one-line.ts';
import { organisationProblems, readOrganisation } from '#domain/organisation.ts';
import { roles } from '#domain/permission.ts';
import { keptSince, keptUntil, workspaceNameProblem } from '#domain/workspace.ts';

const now = new Date('2026-11-27T09:00:00.000Z');

test('a name stands on one line, without what cannot be seen', () => {
  expect(oneLine(' Digital\r\nRights\u0000\u2028 Forum\t')).toBe('Digital Rights Forum');
});

describe('a workspace', () => {
  test('has a name of 1 to 120 characters', () => {
    expect(workspaceNameProblem('x'.repeat(120))).toBeUndefined();
    expect(workspaceNameProblem('x'.repeat(121))).toMatch(/at most 120 characters/);
    expect(workspaceNameProblem(' \n ')).toMatch(/^Write a name/);
  });

  test('that was deleted is kept for thirty days to the moment', () => {
    expect(keptUntil(now).toISOString()).toBe('2026-12-27T09:00:00.000Z');
    expect(keptSince(keptUntil(now))).toEqual(now);
  });
});

describe('the last owner', () => {
  test.each(roles)('as %s beside no other owner', (next) => {
    expect(leavesNoOwner({ role: 'owner' }, next, 0)).toBe(next !== 'owner');
    expect(leavesNoOwner({ role: 'owner' }, next, 1)).toBe(false);
    expect(leavesNoOwner({ role: 'editor' }, next, 0)).toBe(false);
  });

  test('does not go, an editor does', () => {
    expect(leavesNoOwner({ role: 'owner' }, null, 0)).toBe(true);
    expect(leavesNoOwner({ role: 'owner' }, null, 1)).toBe(false);
    expect(leavesNoOwner({ role: 'editor' }, null, 0)).toBe(false);
  });
});

describe('an invitation', () => {
  const life: InvitationLife = {
    acceptedAt: null,
    revokedAt: null,
    expiresAt: expiryOf(now).toISOString(),
  };

  test('is open for seven days, to the millisecond', () => {
    const last = new Date(expiryOf(now).getTime() - 1);
    expect(invitationState(life, last)).toBe('open');
    expect(invitationProblem(life, last)).toBeUndefined();
    expect(invitationState(life, expiryOf(now))).toBe('expired');
  });

  test('that was accepted or withdrawn stays so after it has ended', () => {
    const at = now.toISOString();
    const late = new Date('2027-01-01');
    expect(invitationState({ ...life, acceptedAt: at }, late)).toBe('accepted');
    expect(invitationState({ ...life, revokedAt: at }, late)).toBe('withdrawn');
  });
});

describe('an organisation', () => {
  test('needs nothing but a name', () => {
    const written = { name: ' A  B ', country: '', website: '' };
    expect(organisationProblems(written)).toEqual({});
    expect(readOrganisation(written)).toEqual({ name: 'A B', country: null, website: null });
  });

  test('tells of each field what is wrong with it', () => {
    const wrong = { name: '', country: 'be', website: 'ftp://example.org' };
    expect(Object.keys(organisationProblems(wrong))).toEqual(['name', 'country', 'website']);
  });

  test('has a country that has a name; the Member States are 27', () => {
    expect(memberStateCodes).toHaveLength(27);
    expect(otherCountryCodes).toHaveLength(249 - 27);
    for (const code of [...memberStateCodes, ...otherCountryCodes])
      expect(countryName(code)).not.toBe(code);
  });
});
