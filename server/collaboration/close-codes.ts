/**
 * Why a socket is closed. The standard client stays away for good after 4400–4499, as if after
 * an HTTP error of the last three digits, and comes back after every other code.
 */
export const closings = {
  malformed: { code: 4400, reason: 'A frame could not be read.' },
  signedOut: { code: 4401, reason: 'You are signed out.' },
  notAllowed: { code: 4403, reason: 'You may not change this document.' },
  gone: { code: 4404, reason: 'This document is not there any more.' },
  otherEpoch: { code: 4409, reason: 'The text was replaced; load the page again.' },
  tooLarge: { code: 4413, reason: 'Presence or text is larger than allowed.' },
  oldSchema: { code: 4426, reason: 'This page is older than the server; load it again.' },
  stopping: { code: 1012, reason: 'The server restarts.' },
  later: { code: 1013, reason: 'Try again later.' },
  /** It holds text under another's client that this server has not seen yet, or that is forged. */
  foreignText: { code: 4509, reason: 'Text of somebody else is not known here yet.' },
} as const;

export type Closing = (typeof closings)[keyof typeof closings];
