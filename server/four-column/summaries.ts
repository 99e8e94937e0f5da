/**
 * A table before there are texts: what each institution wanted on each issue, as a summary beside
 * the provisions that the issue names. Summaries are no legal text and are marked so; a number
 * that nobody has verified says so in its citation.
 */
import type { ColumnRole, Summary } from '#domain/four-column.ts';
import { formatImpreciseDate } from '#domain/imprecise-date.ts';
import { type Issue, type IssueProvision, type Stance, stanceStageLabel } from '#domain/issue.ts';
import type { Provenance } from '#domain/provenance.ts';

const columns: readonly {
  readonly role: ColumnRole;
  readonly actor: string;
  readonly provisions: IssueProvision['role'];
}[] = [
  { role: 'proposal', actor: 'commission', provisions: 'proposal' },
  { role: 'parliament', actor: 'parliament', provisions: 'proposal' },
  { role: 'council', actor: 'council', provisions: 'proposal' },
  { role: 'agreement', actor: 'co-legislators', provisions: 'final' },
];

export interface SummaryColumn {
  readonly role: ColumnRole;
  readonly summaries: readonly Summary[];
}

/** The columns of which any issue speaks. */
export function summaryColumns(issues: readonly Issue[]): readonly SummaryColumn[] {
  return columns
    .map(({ role, actor, provisions }) => ({
      role,
      summaries: issues.flatMap((issue) => summariesOf(issue, actor, provisions)),
    }))
    .filter(({ summaries }) => summaries.length > 0);
}

/** One for each provision and stance; the table puts those of one issue into one cell. */
function summariesOf(issue: Issue, actor: string, side: IssueProvision['role']): Summary[] {
  const stances = issue.stances.filter((stance) => stance.actor === actor);
  const provisions = issue.provisions.filter(({ role }) => role === side);
  return stances.flatMap((stance) =>
    provisions.map((provision) => ({
      key: issue.key,
      citation: citationOf(provision),
      text: textOf(stance),
      locator: sourcesOf(stance.provenance),
    })),
  );
}

/** "Article 14 (licensing criteria)" → "Article 14 (licensing criteria, number not verified)". */
function citationOf({ citation, provenance }: IssueProvision): string {
  if (provenance.verified) return citation;
  const note = 'number not verified';
  return /\s\([^()]*\)$/.test(citation)
    ? `${citation.slice(0, -1)}, ${note})`
    : `${citation} (${note})`;
}

function textOf({ stage, date, summary, provenance }: Stance): string {
  const when = date ? `${stanceStageLabel(stage)}, ${formatImpreciseDate(date)}` : undefined;
  const parts = [
    stage === 'trilogue' && when ? `${when}: ${summary}` : summary,
    provenance.note === null ? '' : `Note: ${provenance.note}`,
    provenance.verified ? '' : '(Not verified.)',
  ];
  return parts.filter(Boolean).join(' ');
}

/** "Covington, 21 September 2021 <https://…>; …" */
function sourcesOf({ sources }: Provenance): string {
  if (sources.length === 0) return 'no source was read';
  return sources.map(({ title, url }) => `${title} <${url}>`).join('; ');
}
