/** How much of each kind of provision a text has. */
import type { ActText, Amendment, ProvisionKind } from '#domain/provision.ts';
import type { ContentCounts } from './imported-document.ts';

export function countAct(act: ActText): ContentCounts {
  const of = (kind: ProvisionKind) => act.provisions.filter((one) => one.kind === kind).length;
  const numbered = act.provisions.filter((one) => one.kind === 'paragraph' && one.number !== null);
  const points = act.provisions.filter(
    (one) => one.kind === 'point' && !one.path.startsWith('rec_'),
  );
  return {
    citations: of('citation'),
    recitals: of('recital'),
    articles: of('article'),
    paragraphs: numbered.length,
    points: points.length,
    annexes: of('annex'),
    amendments: 0,
  };
}

export function countAmendments(amendments: readonly Amendment[]): ContentCounts {
  const none = { citations: 0, recitals: 0, articles: 0, paragraphs: 0, points: 0, annexes: 0 };
  return { ...none, amendments: amendments.length };
}
