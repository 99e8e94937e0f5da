/**
 * How far the talks on a row have come, in one round. Tables of the institutions use letters and
 * colours that differ from file to file, so each procedure has a legend of its own, which is
 * printed with the table. A status never rests on colour alone: it has a shape, a letter and a name.
 * Nothing is agreed until everything is agreed: a status is of a round and binds nobody after it.
 */

/** The look of a status; there is a fixed list, so that each has a shape and a hue that can be told apart. */
export const statusLooks = [
  'agreed',
  'technical',
  'political',
  'open',
  'suggested',
  'other',
] as const;
export type StatusLook = (typeof statusLooks)[number];

export interface LegendEntry {
  /** Unique in its legend; what rows are stored under: "agreed". */
  readonly key: string;
  /** One or two capital letters: "A". */
  readonly letter: string;
  readonly look: StatusLook;
  readonly name: string;
  readonly meaning: string;
  /** Whether a row of this status counts as closed. */
  readonly isClosed: boolean;
}

export type StatusLegend = readonly LegendEntry[];

/** What a row has that nobody has spoken of. */
export const openStatus = 'open';

/** The legend of a procedure that has not made its own. */
export const usualLegend: StatusLegend = [
  {
    key: 'agreed',
    letter: 'A',
    look: 'agreed',
    name: 'agreed',
    meaning: 'Provisionally agreed, as long as the whole is agreed.',
    isClosed: true,
  },
  {
    key: 'technical',
    letter: 'T',
    look: 'technical',
    name: 'technical',
    meaning: 'To be settled at technical level.',
    isClosed: false,
  },
  {
    key: 'political',
    letter: 'P',
    look: 'political',
    name: 'political',
    meaning: 'To be settled at political level.',
    isClosed: false,
  },
  {
    key: openStatus,
    letter: 'O',
    look: 'open',
    name: 'open',
    meaning: 'Not discussed, or nothing said of it.',
    isClosed: false,
  },
];

const shapes: Readonly<Record<StatusLook, string>> = {
  agreed: '●',
  technical: '◐',
  political: '◇',
  open: '○',
  suggested: '▲',
  other: '■',
};

/** "●A": a shape and a letter, as they stand in a row and in print. */
export function statusMark({ look, letter }: Pick<LegendEntry, 'look' | 'letter'>): string {
  return shapes[look] + letter;
}

/** The entry of a status; one that has left the legend keeps its key as its name. */
export function legendEntry(legend: StatusLegend, key: string): LegendEntry {
  return (
    legend.find((entry) => entry.key === key) ?? {
      key,
      letter: key.slice(0, 1).toUpperCase(),
      look: 'other',
      name: key,
      meaning: 'No longer in the legend.',
      isClosed: false,
    }
  );
}

/** The entries of those statuses that occur, in the legend's order; last those that it has lost. */
export function legendInUse(legend: StatusLegend, statuses: readonly string[]): StatusLegend {
  const used = new Set(statuses);
  const known = legend.filter(({ key }) => used.delete(key));
  return [...known, ...Array.from(used, (key) => legendEntry(legend, key))];
}
