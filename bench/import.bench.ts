/**
 * The Digital Markets Act's three files, one after the other into an empty database: how long
 * it takes, how much memory, and how long others wait for the thread meanwhile.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { asOperator } from '#server/commands/operator.ts';
import { importDocument } from '#server/imports/service.ts';
import { sharedFile } from '#test/support/shared-data.ts';
import { median, type Measurement } from './measurement.ts';

const procedure = '2020/0374(COD)';
const files = [
  ['proposal', 'eurlex-html/52020PC0842_DMA_proposal.xhtml'],
  ['parliament', 'eurlex-html/52021AP0499_DMA_EP-amendments.html'],
  ['agreement', 'formex/32022R1925_DMA_act.fmx.xml'],
] as const;

const times: number[] = [];
const waits: number[] = [];
for (let run = 0; run < 5; run++) {
  const { time, wait } = await importAll();
  times.push(time);
  waits.push(wait);
}
const measured: Measurement[] = [
  { name: 'DMA, three files imported', value: median(times), unit: 'ms', target: '< 5000' },
  {
    name: 'DMA, longest wait for the thread',
    value: median(waits),
    unit: 'ms',
    target: '< 50',
  },
  {
    name: 'DMA, peak memory',
    value: Math.round(process.resourceUsage().maxRSS / 1024),
    unit: 'MB',
    target: '< 400',
  },
];
console.log(JSON.stringify(measured));

async function importAll(): Promise<{ time: number; wait: number }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'trilogue-bench-'));
  process.env['DATA_DIR'] = dataDir;
  const result = await asOperator(async (ctx) => {
    // The start of the process and of the database is not the import's.
    await setTimeout(50);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const begun = performance.now();
    for (const [role, path] of files) {
      const bytes = readFileSync(sharedFile(path) ?? missing(path));
      await importDocument(ctx, { bytes, fileName: path, procedure, role });
    }
    const time = performance.now() - begun;
    delay.disable();
    return { time, wait: delay.max / 1e6 };
  });
  rmSync(dataDir, { recursive: true });
  return result;
}

function missing(path: string): never {
  throw new Error(`${path} is not beside the project, and nothing else is as large.`);
}
