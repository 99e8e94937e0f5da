/** The lights of the institutions' tables: a letter, or only the colour of the cell. */
import { type LegendEntry, usualLegend } from '#domain/status-legend.ts';

const lights: readonly LegendEntry[] = [
  {
    key: 'agreed',
    letter: 'G',
    look: 'agreed',
    name: 'agreed',
    meaning: 'Green in the file: provisionally agreed.',
    isClosed: true,
  },
  {
    key: 'technical',
    letter: 'Y',
    look: 'technical',
    name: 'technical',
    meaning: 'Yellow in the file: agreed at technical level, or to be confirmed.',
    isClosed: false,
  },
  {
    key: 'open',
    letter: 'R',
    look: 'open',
    name: 'open',
    meaning: 'Red in the file: not agreed.',
    isClosed: false,
  },
];

/** The entry that a light means; undefined where the cell says nothing. */
export function lightOf(text: string, fill: string | null): LegendEntry | undefined {
  const written = /^[^\p{L}]*(\p{Lu}{1,2})(?![\p{L}])[\s:–-]*(.{0,60})/u.exec(text);
  if (written) return byLetter(written[1]!, written[2]!.trim());
  const letter = fill === null ? undefined : letterOfColour(fill);
  return lights.find((light) => light.letter === letter);
}

function byLetter(letter: string, name: string): LegendEntry {
  const known = [...lights, ...usualLegend].find((entry) => entry.letter === letter);
  if (known) return name === '' ? known : { ...known, name };
  return {
    key: letter.toLowerCase(),
    letter,
    look: 'other',
    name: name || letter,
    meaning: 'As the file has it.',
    isClosed: false,
  };
}

/** "92D050" → G, by its hue; greys say nothing. */
function letterOfColour(fill: string): string | undefined {
  const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(fill.slice(at, at + 2), 16)) as [
    number,
    number,
    number,
  ];
  const [highest, lowest] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  if (highest - lowest < 50 || blue === highest) return undefined;
  if (green === highest && red < 0.85 * highest) return 'G';
  return green > 0.6 * highest ? 'Y' : 'R';
}
