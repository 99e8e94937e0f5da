import { dayOf } from '#domain/invitation.ts';
import { roleNames } from '#domain/role-words.ts';
import type { Mail } from '../mail/outbox.ts';
import type { Invitation } from './invitation-queries.ts';

type Facts = Pick<
  Invitation,
  'email' | 'workspace' | 'role' | 'organisation' | 'invitedBy' | 'expiresAt'
>;

export function invitationMail(invitation: Facts, link: string): Mail {
  const { email, workspace, role, organisation, invitedBy, expiresAt } = invitation;
  const who = invitedBy ?? 'The administrator';
  const body = [
    `${who} invites you to work in “${workspace}” on Trilogue.`,
    `Role: ${roleNames[role]}` + (organisation ? `\nOrganisation: ${organisation}` : ''),
    `To accept, open this link:\n${link}`,
    `It can be used once, until ${dayOf(expiresAt)}, and is meant for ${email} alone. If you did not expect it, leave it: nothing happens.`,
  ];
  return { to: email, subject: `Invitation to “${workspace}”`, body: body.join('\n\n') + '\n' };
}
