/**
 * The Digital Services Act's table, from three of its files, as each kind of file: how long it takes,
 * how long others wait for the thread meanwhile, and how much memory. The floor of a time is the
 * same table read and written as JSON, without comparing, marking or packing.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { asOperator } from '#server/commands/operator.ts';
import type { Context } from '#server/context.ts';
import { exportFile, exportTable, fileFormats } from '#server/four-column/service.ts';
import { importDocument } from '#server/imports/service.ts';
import { sharedFile } from '#test/support/shared-data.ts';
import { median, type Measurement } from './measurement.ts';

const procedure = '2020/0361(COD)';
const slug = '2020-0361-cod';
const files = [
  ['proposal', 'eurlex-html/52020PC0825_DSA_proposal.xhtml'],
  ['parliament', 'eurlex-html/52022AP0014_DSA_EP-amendments.html'],
  ['agreement', 'formex/32022R2065_DSA_act.fmx.xml'],
] as const;

const dataDir = mkdtempSync(join(tmpdir(), 'trilogue-bench-'));
process.env['DATA_DIR'] = dataDir;
console.log(JSON.stringify(await asOperator(measureAll)));
rmSync(dataDir, { recursive: true });

async function measureAll(ctx: Context): Promise<readonly Measurement[]> {
  for (const [role, path] of files) {
    const bytes = readFileSync(sharedFile(path) ?? missing(path));
    await importDocument(ctx, { bytes, fileName: path, procedure, role });
  }
  const before = megabytes();
  const still = await runs(() => setTimeout(500));
  const floor = await runs(async () => JSON.stringify(await exportTable(ctx, slug)));
  const measured: Measurement[] = [];
  for (const format of fileFormats) {
    const { time, wait } = await runs(() => exportFile(ctx, slug, format));
    const ratio = Math.round((time / floor.time) * 10) / 10;
    const name = `DSA as ${format}`;
    measured.push(
      { name, value: time, floor: floor.time, ratio, unit: 'ms', target: '< 5000' },
      { name: `${name}, longest wait`, value: wait, unit: 'ms', target: '< 50' },
    );
  }
  return [
    ...measured,
    { name: 'longest wait while nothing is done', value: still.wait, unit: 'ms', target: '' },
    { name: 'longest wait of JSON', value: floor.wait, unit: 'ms', target: '' },
    { name: 'peak memory, imports alone', value: before, unit: 'MB', target: '' },
    { name: 'peak memory, exports too', value: megabytes(), unit: 'MB', target: '< 500' },
  ];
}

function megabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

/** The middle of five; the first run of all warms up. */
async function runs(work: () => Promise<unknown>): Promise<{ time: number; wait: number }> {
  await work();
  const times: number[] = [];
  const waits: number[] = [];
  for (let run = 0; run < 5; run++) {
    await setTimeout(50);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
    delay.disable();
    waits.push(delay.max / 1e6);
  }
  return { time: median(times), wait: median(waits) };
}

function missing(path: string): never {
  throw new Error(`${path} is not beside the project, and nothing else is as large.`);
}
