import type { LinkKind } from '#domain/permission.ts';
import type { LinkTarget } from '#domain/share-link.ts';

interface OfferWords {
  readonly what: string;
  readonly opens: string;
  /** What of it the mark of a part keeps back, or does not. */
  readonly marked: string;
  readonly back: string;
}

const leftOut =
  'Anything in it that is marked LIMITE, restricted or for the workspace is left out.';
const wordsOfProposal =
  'It also shows the words of the proposal that the draft amends, even if the proposal is marked for the workspace.';

/** What somebody is about to share, what the link will open, and how they get back. */
export const linkOffers: Readonly<Record<LinkKind, OfferWords>> = {
  procedure: {
    what: 'the procedure',
    opens: 'The link opens the overview, the timeline, the positions and the table.',
    marked: leftOut,
    back: 'Back to the procedure',
  },
  table: {
    what: 'the table',
    opens: 'The link opens the table with its filters and files.',
    marked: leftOut,
    back: 'Back to the table',
  },
  draft: {
    what: 'the draft',
    opens: 'The link opens the words of the draft as they stand whenever it is opened.',
    marked: wordsOfProposal,
    back: 'Back to the draft',
  },
  version: {
    what: 'version',
    opens: 'The link opens the words that this version kept.',
    marked: wordsOfProposal,
    back: 'Back to the version',
  },
};

/** The page on which the workspace reads what a link is to. */
export function sharedPage({ kind, draftId, versionNumber }: LinkTarget, slug: string): string {
  const procedure = `/procedures/${slug}`;
  if (kind === 'table') return `${procedure}/table`;
  if (draftId === null) return procedure;
  const version = versionNumber === null ? '' : `?version=${versionNumber}`;
  return `${procedure}/drafts/${draftId}${version}`;
}
