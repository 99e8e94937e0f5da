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

/** At most so many; a legend must fit under a table. */
export const mostLegendEntries = 12;

/**
 * What is wrong with a legend, in words for who edits it; undefined where nothing is. `open` stays,
 * as rows have it that nobody has spoken of; keys, letters and names are each there once.
 */
export function legendProblem(legend: StatusLegend): string | undefined {
  if (legend.length > mostLegendEntries)
    return `A legend has at most ${mostLegendEntries} statuses, and this one has ${legend.length}. Leave some out.`;
  if (!legend.some(({ key }) => key === openStatus))
    return 'The status “open” cannot be left out: rows have it that nobody has spoken of.';
  for (const part of ['key', 'name', 'letter'] as const) {
    const twice = repeated(legend.map((entry) => entry[part].toLowerCase()));
    if (twice !== undefined)
      return `“${twice}” is there twice. Give each status its own ${part === 'letter' ? 'letter' : 'name'}.`;
  }
  return legend.map(entryProblem).find((problem) => problem !== undefined);
}

function repeated(words: readonly string[]): string | undefined {
  return words.find((word, index) => words.indexOf(word) !== index);
}

function entryProblem({ name, letter }: LegendEntry): string | undefined {
  if (name.trim() === '') return 'A status has no name. Write one, such as “agreed”.';
  if (!/^\p{Lu}{1,2}$/u.test(letter))
    return `The status “${name}” needs one or two capital letters, such as “A”, and has “${letter}”.`;
  return undefined;
}

/** A key for a status that somebody has just named, unlike those that are there. */
export function newStatusKey(name: string, taken: readonly string[]): string {
  const base =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 30) || 'status';
  if (!taken.includes(base)) return base;
  for (let next = 2; ; next++) if (!taken.includes(`${base}-${next}`)) return `${base}-${next}`;
}

/** The entries of those statuses that occur, in the legend's order; last those that it has lost. */
export function legendInUse(legend: StatusLegend, statuses: readonly string[]): StatusLegend {
  const used = new Set(statuses);
  const known = legend.filter(({ key }) => used.delete(key));
  return [...known, ...Array.from(used, (key) => legendEntry(legend, key))];
}
