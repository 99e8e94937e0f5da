/** The longest task of a page's main thread while somebody does something, from the browser's trace. */
import type { Page } from '@playwright/test';
import { median } from '../measurement.ts';

/** What is traced: not the profiler of scripts, whose own start would be the longest task of all. */
const categories = ['-*', 'toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];

export interface LongestTask {
  /** By the clock: what a person who scrolls would feel, the machine's other work included. */
  readonly passed: number;
  /** Of the processor: what the page itself asked for. */
  readonly worked: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds by the clock, and of the processor. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

export async function longestTask(page: Page, act: () => Promise<void>): Promise<LongestTask> {
  const browser = page.context().browser();
  await browser?.startTracing(page, { categories });
  await act();
  const trace = await browser?.stopTracing();
  const { traceEvents } = JSON.parse(String(trace)) as { traceEvents: TraceEvent[] };
  const tasks = mainThreadTasks(traceEvents);
  return {
    passed: Math.max(...tasks.map(({ dur = 0 }) => dur / 1000)),
    worked: Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000)),
  };
}

function mainThreadTasks(events: readonly TraceEvent[]): TraceEvent[] {
  const thread = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`;
  const named = events.filter(({ name }) => name === 'thread_name');
  const main = new Set(named.filter(({ args }) => args.name === 'CrRendererMain').map(thread));
  return events.filter((event) => event.name === 'RunTask' && main.has(thread(event)));
}

/** The middle of several runs, each time by itself. */
export function medianTask(runs: readonly LongestTask[]): LongestTask {
  const middle = (time: keyof LongestTask) => median(runs.map((run) => run[time]));
  return { passed: middle('passed'), worked: middle('worked') };
}

/** As a person scrolls who looks for something, from where the page is: quicker than they read. */
export async function scrollThrough(page: Page, steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) {
    await page.mouse.wheel(0, 700);
    await page.waitForTimeout(20);
  }
}
