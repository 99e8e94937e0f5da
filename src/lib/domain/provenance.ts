/**
 * Where a fact comes from, and how far it may be trusted. A verified fact was read in one of its
 * sources; parts of it that were not are named. What sources say against each other is kept side
 * by side and shown: nobody here settles it.
 */
import { formatImpreciseDate, parseImpreciseDate } from './imprecise-date.ts';

export interface Source {
  readonly title: string;
  readonly url: string;
  readonly note?: string | undefined;
}

/** What another source says of one field instead. */
export interface Conflict {
  readonly field: string;
  readonly value: string;
  readonly source: Source;
  readonly comment: string | null;
}

export interface Provenance {
  readonly verified: boolean;
  readonly sources: readonly Source[];
  /** Parts of a verified fact that no source was read for: "documents", "member_state". */
  readonly unverifiedFields: readonly string[];
  readonly note: string | null;
  readonly conflicts: readonly Conflict[];
}

/** "europarl.europa.eu": who publishes a source, which says how much weight it has. */
export function sourceHost({ url }: Source): string | undefined {
  if (!isWebAddress(url)) return undefined;
  return new URL(url).hostname.replace(/^www\./, '');
}

/** Only an address of the web may become a link. */
export function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/** What to say of a fact that is not fully verified; undefined where nothing needs saying. */
export function unverifiedNotice(provenance: Provenance): string | undefined {
  const { verified, sources, unverifiedFields: fields } = provenance;
  if (!verified)
    return sources.length === 0 ? 'Not verified: no source found' : 'Not verified in every part';
  return fields.length === 0 ? undefined : `Not verified: ${readableFields(fields)}`;
}

const fieldNames: readonly (readonly [field: RegExp, name: string])[] = [
  [/^from$/, 'start of term'],
  [/^to$/, 'end of term'],
  [/^member_state$/, 'Member State'],
  [/^documents$/, 'document numbers'],
  [/^celex\b/, 'CELEX number'],
];

/** "member_state" → "Member State"; the start and the end of a term together are one thing. */
function readableFields(fields: readonly string[]): string {
  const isTerm = fields.includes('from') && fields.includes('to');
  const named = isTerm ? fields.filter((field) => field !== 'to') : fields;
  return named
    .map((field) => (isTerm && field === 'from' ? 'start and end of term' : readableField(field)))
    .join(', ');
}

function readableField(field: string): string {
  const known = fieldNames.find(([pattern]) => pattern.test(field));
  return known ? field.replace(...known) : field.replaceAll('_', ' ');
}

/** What another source says instead, as it is read: "8 Sep 2021", "votes 34". */
export function readableConflict({ field, value }: Conflict): string {
  const date = field === 'date' ? parseImpreciseDate(value) : undefined;
  return date ? formatImpreciseDate(date) : `${readableField(field)} ${value}`;
}
