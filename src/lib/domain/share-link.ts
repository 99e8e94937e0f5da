/** Share links: what can be asked for when one is made, in sentences for whoever asks wrongly. */
import type { LinkKind } from './permission.ts';

/** What a link is to. */
export interface LinkTarget {
  readonly kind: LinkKind;
  readonly procedureId: string;
  /** For a draft or a version of it. */
  readonly draftId: string | null;
  readonly versionNumber: number | null;
}

export interface NewLink extends LinkTarget {
  /** What its maker calls it: "For the press". */
  readonly label: string;
  /** ISO day, the last on which it opens. */
  readonly expiresOn: string;
  /** Empty for none. */
  readonly password: string;
}

export const shortestLinkPassword = 8;
const longestLinkLife = 366;

const day = 24 * 60 * 60 * 1000;

/** It opens until the end of its last day (UTC). */
export function linkExpiry(expiresOn: string): Date {
  return new Date(new Date(`${expiresOn}T00:00:00Z`).getTime() + day);
}

/** What is wrong with what was asked; undefined if nothing is. */
export function linkProblem(link: NewLink, now: Date): string | undefined {
  if (link.label.trim() === '')
    return 'Give the link a name, such as “For the press”: it is how you find it again.';
  if (link.password !== '' && link.password.length < shortestLinkPassword)
    return `The password has ${link.password.length} characters; give it at least ${shortestLinkPassword}, or leave it empty.`;
  return targetProblem(link) ?? expiryProblem(link.expiresOn, now);
}

export function targetProblem({ kind, draftId, versionNumber }: LinkTarget): string | undefined {
  const isWhole =
    (draftId !== null) === (kind === 'draft' || kind === 'version') &&
    (versionNumber !== null) === (kind === 'version');
  return isWhole ? undefined : 'The link does not say what it is to. Begin again from its page.';
}

function expiryProblem(expiresOn: string, now: Date): string | undefined {
  const end = /^\d{4}-\d\d-\d\d$/.test(expiresOn) ? linkExpiry(expiresOn).getTime() : NaN;
  if (Number.isNaN(end)) return 'Say until which day the link opens, as in 2031-06-30.';
  if (end <= now.getTime()) return 'The day is over. Choose one from today on.';
  if (end > now.getTime() + (longestLinkLife + 1) * day)
    return 'A link opens for a year at most. Choose an earlier day.';
  return undefined;
}
