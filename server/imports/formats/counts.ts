/** How much of each kind of provision a text has. */
import type { ImportedTable } from '#domain/imported-table.ts';
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

/** The rows of each kind; amendments are those that Parliament's column names. */
export function countTable({ rows }: ImportedTable): ContentCounts {
  const of = (kind: ProvisionKind) => rows.filter((row) => row.kind === kind).length;
  return {
    citations: of('citation'),
    recitals: of('recital'),
    articles: of('article'),
    paragraphs: of('paragraph') + of('subparagraph'),
    points: of('point') + of('indent'),
    annexes: of('annex') + of('annex-part'),
    amendments: rows.filter(({ cells, citation }) => {
      const locator = cells.parliament?.locator;
      return locator !== undefined && locator !== citation && /\d/.test(locator);
    }).length,
  };
}
