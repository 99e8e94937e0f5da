/** How a version is called, and what is said of the people behind it. */
import type { VersionSummary } from '#server/drafts/versions.ts';

export function titleOf({ name, reason, restores }: VersionSummary): string {
  if (reason === 'before-restore') return `Before version ${restores} was restored`;
  if (reason === 'restored') return `Version ${restores} restored`;
  return name ?? 'Automatic version';
}

const verbs: Readonly<Record<VersionSummary['reason'], string>> = {
  named: 'named by',
  automatic: '',
  'before-restore': 'kept by',
  restored: 'restored by',
};

/** "named by Anna Kovács"; empty where it was made by itself. */
export function keeperOf({ reason, keptBy }: VersionSummary): string {
  return keptBy === null ? '' : `${verbs[reason]} ${keptBy}`;
}

const list = new Intl.ListFormat('en-GB');

/** "written by Anna Kovács and Bram de Vries" */
export function writersOf({ contributors }: VersionSummary): string {
  return contributors.length === 0
    ? 'nothing written since the one before'
    : `written by ${list.format(contributors)}`;
}

/** Enough of a hash to tell two of them apart at a glance. */
export function shortHash(hash: string): string {
  return hash.slice(0, 8);
}

/** The number in "?version=3". */
export function chosenVersion(query: URLSearchParams): number | null {
  const given = query.get('version') ?? '';
  return /^[1-9]\d{0,8}$/.test(given) ? Number(given) : null;
}
