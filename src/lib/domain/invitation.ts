/**
 * An invitation is for one address, is used once, and ends after seven days. Its link is the only
 * proof that somebody was invited.
 */
import { exactDay, formatFullDate } from './imprecise-date.ts';

export const validForDays = 7;

export interface InvitationLife {
  readonly acceptedAt: string | null;
  readonly revokedAt: string | null;
  readonly expiresAt: string;
}

export type InvitationState = 'open' | 'accepted' | 'withdrawn' | 'expired';

export function invitationState(life: InvitationLife, now: Date): InvitationState {
  if (life.acceptedAt !== null) return 'accepted';
  if (life.revokedAt !== null) return 'withdrawn';
  return life.expiresAt <= now.toISOString() ? 'expired' : 'open';
}

export function expiryOf(now: Date): Date {
  return new Date(now.getTime() + validForDays * 24 * 60 * 60 * 1000);
}

/** Why it cannot be accepted; undefined while it can. */
export function invitationProblem(life: InvitationLife, now: Date): string | undefined {
  return {
    open: undefined,
    accepted:
      'This invitation has been used already. If it was you, sign in; if not, tell whoever invited you.',
    withdrawn: 'This invitation was withdrawn. Ask whoever invited you.',
    expired: `This invitation ended on ${dayOf(life.expiresAt)}. Ask whoever invited you to invite you again.`,
  }[invitationState(life, now)];
}

/** The same words for a link that never was, was altered, or was replaced by a newer one. */
export const unknownInvitation =
  'This link belongs to no invitation. Perhaps a part of it is missing, or a newer one was sent: look for the latest, or ask whoever invited you.';

/** "4 December 2026" */
export function dayOf(moment: string): string {
  return formatFullDate(exactDay(moment.slice(0, 10)));
}
