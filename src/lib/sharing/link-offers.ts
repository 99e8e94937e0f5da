import type { LinkKind } from '#domain/permission.ts';

/** What somebody is about to share, and what the link will open. */
export const linkOffers: Readonly<Record<LinkKind, { what: string; opens: string }>> = {
  procedure: {
    what: 'the procedure',
    opens: 'The link opens the overview, the timeline, the positions and the table.',
  },
  table: { what: 'the table', opens: 'The link opens the table with its filters and files.' },
  draft: {
    what: 'the draft',
    opens: 'The link opens the words of the draft as they stand whenever it is opened.',
  },
  version: { what: 'version', opens: 'The link opens the words that this version kept.' },
};
