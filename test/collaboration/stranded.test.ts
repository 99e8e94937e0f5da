/**
 * A server is killed after it has passed words on, and before it has stored them. Whoever read
 * them holds words that the server takes from their author alone (C9), and is not shut out by it.
 */
import { describe, expect, type TestContext, test } from 'vitest';
import { until } from '#test/support/collaboration.ts';
import { Outage, type Page } from '#test/support/outage.ts';

/** A page waits for eight seconds, and all of them wait here at once. */
const timeout = 90_000;
const patience = 40_000;

const line = 'Keepers keep the light.';

async function outage({ onTestFinished }: TestContext): Promise<Outage> {
  const begun = await Outage.before(line);
  onTestFinished(() => begun.end());
  return begun;
}

const saved = (page: Page) => until('all is saved', () => page.isSaved, patience);
const reads = (page: Page, words: string) =>
  until(`the page says “${words}”`, () => page.words === words, patience);

/** Both are known to the server as writers; then it stores no more, and both go on. */
async function bothHaveWritten(lost: Outage): Promise<{ anna: Page; ben: Page }> {
  const [anna, ben] = [await lost.open('anna'), await lost.open('ben')];
  ben.write(' B1', 'Keepers');
  await saved(ben);
  anna.write(' A1', 'keep');
  await saved(anna);
  await reads(ben, 'Keepers B1 keep A1 the light.');
  await reads(anna, 'Keepers B1 keep A1 the light.');
  await lost.stall();
  ben.write(' B2', 'B1');
  anna.write(' A2', 'A1');
  for (const page of [anna, ben]) await reads(page, 'Keepers B1 B2 keep A1 A2 the light.');
  return { anna, ben };
}

describe.concurrent('[C9] a server is killed between passing on and storing', { timeout }, () => {
  test('one saves again, though the other never comes back', async (context) => {
    const lost = await outage(context);
    const { anna, ben } = await bothHaveWritten(lost);
    ben.leave();
    await lost.crash();
    anna.write(' A3', 'A2');
    expect(anna.isSaved).toBe(false);
    await saved(anna);
    expect(await lost.stored()).toBe('Keepers B1 keep A1 A2 A3 the light.');
    expect(anna.words).toBe('Keepers B1 keep A1 A2 A3 the light.');
    expect(anna.draft.broughtOver).toBe('own-words');
    anna.write(' A4', 'A3');
    await saved(anna);
    expect(await lost.stored()).toBe('Keepers B1 keep A1 A2 A3 A4 the light.');
  });

  test('the other comes back later with the page still open: the words of both are there once', async (context) => {
    const lost = await outage(context);
    const { anna, ben } = await bothHaveWritten(lost);
    ben.lose();
    await lost.crash();
    await saved(anna);
    ben.write(' B3', 'B2');
    ben.find();
    await saved(ben);
    const both = 'Keepers B1 B2 B3 keep A1 A2 the light.';
    for (const page of [anna, ben]) await reads(page, both);
    await until('both are stored', async () => (await lost.stored()) === both);
  });

  test('one’s client was taken for somebody else’s, who came back first with the words', async (context) => {
    const lost = await outage(context);
    const [anna, ben] = [await lost.open('anna'), await lost.open('ben')];
    await lost.stall();
    await until('Ben is back', () => ben.draft.session.connection === 'open');
    ben.write(' B1', 'Keepers');
    await reads(anna, 'Keepers B1 keep the light.');
    ben.lose();
    await lost.crash();
    const stored = 'Keepers B1 keep the light.';
    await until('Anna brought them', async () => (await lost.stored()) === stored, patience);
    ben.write(' B2', 'B1');
    ben.find();
    await saved(ben);
    for (const page of [anna, ben]) await reads(page, 'Keepers B1 B2 keep the light.');
    expect(await lost.stored()).toBe('Keepers B1 B2 keep the light.');
  });

  test('what a third person stores meanwhile stays', async (context) => {
    const lost = await outage(context);
    const { anna, ben } = await bothHaveWritten(lost);
    ben.leave();
    await lost.crash();
    const carl = await lost.open('carl');
    carl.write(' C1', 'light');
    await saved(carl);
    await saved(anna);
    const all = 'Keepers B1 keep A1 A2 the light C1.';
    for (const page of [anna, carl]) await reads(page, all);
    expect(await lost.stored()).toBe(all);
  });

  test('two tabs of one person bring their words once', async (context) => {
    const lost = await outage(context);
    const tab = await lost.open('anna');
    tab.write(' T1', 'the');
    await saved(tab);
    const { anna, ben } = await bothHaveWrittenBeside(lost, tab);
    ben.leave();
    await lost.crash();
    tab.write(' T3', 'T2');
    anna.write(' A3', 'A2');
    for (const page of [anna, tab]) await saved(page);
    const all = 'Keepers B1 keep A1 A2 A3 the T1 T2 T3 light.';
    for (const page of [anna, tab]) await reads(page, all);
    expect(await lost.stored()).toBe(all);
    const third = await lost.open('anna');
    await reads(third, all);
    third.write(' A4', 'A3');
    await saved(third);
    expect(third.draft.broughtOver).toBeNull();
  });

  test('several are refused at once, and nobody’s words are there twice', async (context) => {
    const lost = await outage(context);
    const carl = await lost.open('carl');
    const { anna, ben } = await bothHaveWritten(lost);
    await reads(carl, 'Keepers B1 B2 keep A1 A2 the light.');
    carl.write(' C1', 'the');
    const all = 'Keepers B1 B2 keep A1 A2 the C1 light.';
    for (const page of [anna, ben]) await reads(page, all);
    await lost.crash();
    for (const page of [anna, ben, carl]) await saved(page);
    for (const page of [anna, ben, carl]) await reads(page, all);
    await until('all is stored', async () => (await lost.stored()) === all);
  });

  test('[T11] words of a page that was closed meanwhile are brought by the next one', async (context) => {
    const lost = await outage(context);
    const { anna, ben } = await bothHaveWritten(lost);
    ben.leave();
    anna.lose();
    const kept = 'Offline. Not yet saved, kept on this device';
    await until('the device has them', () => anna.saying === kept);
    anna.leave();
    await lost.crash();
    const again = await lost.comes('anna');
    await reads(again, 'Keepers B1 B2 keep A1 A2 the light.');
    again.write(' A3', 'A2');
    await saved(again);
    expect(await lost.stored()).toBe('Keepers B1 keep A1 A2 A3 the light.');
  });

  test.for([0, 10])(
    '[T11] a page that is closed %i ms after it began afresh loses nothing, and nothing is there twice',
    async (wait, context) => {
      const lost = await outage(context);
      const { anna, ben } = await bothHaveWritten(lost);
      ben.leave();
      await lost.crash();
      await until('she begins afresh', () => anna.draft.broughtOver !== null, patience);
      await new Promise((resolve) => setTimeout(resolve, wait));
      anna.leave();
      const again = await lost.open('anna');
      await reads(again, 'Keepers B1 keep A1 A2 the light.');
      again.write(' A3', 'A2');
      await saved(again);
      expect(await lost.stored()).toBe('Keepers B1 keep A1 A2 A3 the light.');
      expect(again.draft.broughtOver).toBeNull();
    },
  );
});

/** As `bothHaveWritten`, with a tab of Anna's that has the text open and writes too. */
async function bothHaveWrittenBeside(lost: Outage, tab: Page) {
  const [anna, ben] = [await lost.open('anna'), await lost.open('ben')];
  ben.write(' B1', 'Keepers');
  anna.write(' A1', 'keep');
  for (const page of [anna, ben]) await saved(page);
  for (const page of [anna, ben, tab]) await reads(page, 'Keepers B1 keep A1 the T1 light.');
  await lost.stall();
  ben.write(' B2', 'B1');
  anna.write(' A2', 'A1');
  tab.write(' T2', 'T1');
  for (const page of [anna, ben, tab])
    await reads(page, 'Keepers B1 B2 keep A1 A2 the T1 T2 light.');
  return { anna, ben };
}
