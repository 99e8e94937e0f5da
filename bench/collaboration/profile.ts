/** The functions of a CPU profile that the time was spent in themselves, the longest first. */
import { readFileSync } from 'node:fs';

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: {
      readonly functionName: string;
      readonly url: string;
      readonly lineNumber: number;
    };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const shown = 25;

export function reportProfile(path: string): void {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(path, 'utf8')) as Profile;
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const times = new Map<string, number>();
  samples.forEach((id, index) => {
    const name = names.get(id) ?? '';
    times.set(name, (times.get(name) ?? 0) + (timeDeltas[index] ?? 0));
  });
  const worked = [...times].filter(([name]) => name !== '(idle)' && !name.includes('inspector'));
  const busy = worked.reduce((sum, [, time]) => sum + time, 0);
  const sorted = worked.sort((a, b) => b[1] - a[1]);
  console.error(`${path}: ${Math.round(busy / 1000)} ms busy, of which`);
  for (const [name, time] of sorted.slice(0, shown))
    console.error(`${((100 * time) / busy).toFixed(1).padStart(6)} %  ${name}`);
}

function nameOf({ functionName, url, lineNumber }: Profile['nodes'][number]['callFrame']): string {
  const file = url.split('/').slice(-2).join('/');
  return `${functionName || '(anonymous)'}${file ? ` ${file}:${lineNumber + 1}` : ''}`;
}
