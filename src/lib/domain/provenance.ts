/**
 * Where a fact comes from, and how far it may be trusted. A verified fact was read in one of its
 * sources; parts of it that were not are named. What sources say against each other is kept side
 * by side and shown: nobody here settles it.
 */
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
  if (!provenance.verified) return 'Not verified';
  if (provenance.unverifiedFields.length === 0) return undefined;
  return `Not verified: ${provenance.unverifiedFields.map(readableField).join(', ')}`;
}

const fieldNames: Readonly<Record<string, string>> = { from: 'start', to: 'end' };

/** "member_state" → "member state" */
export function readableField(field: string): string {
  return fieldNames[field] ?? field.replaceAll('_', ' ');
}
