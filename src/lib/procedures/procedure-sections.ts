export interface Section {
  readonly name: string;
  /** What follows the procedure's own address. */
  readonly path: string;
}

export const procedureSections: readonly Section[] = [
  { name: 'Overview', path: '' },
  { name: 'Timeline', path: '/timeline' },
  { name: 'Table', path: '/table' },
  { name: 'Positions', path: '/positions' },
  { name: 'Drafts', path: '/drafts' },
];
