/**
 * A3, over the whole API: everybody asks for everything. Whoever may gets an answer; whoever may not
 * is refused in the way that tells them least, and nothing was changed.
 */
import { inspect } from 'node:util';
import { TRPCError } from '@trpc/server';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Action, type ItemKind, itemKinds, may } from '#domain/permission.ts';
import {
  declaredPermissions,
  isQuery,
  type Sample,
  samples,
  samplesOf,
} from '#test/support/api-samples.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { changedAfter, lastChange, noteChanges } from '#test/support/noted-changes.ts';
import { callerFor } from '#test/support/people.ts';
import {
  anotherWorkspace,
  type Asker,
  clearDrafts,
  everyAsker,
  inWorld,
  levelsOf,
  makeWorld,
  putBack,
  theWorkspace,
  type World,
} from '#test/support/permission-world.ts';

const paths = [...declaredPermissions.keys()];

test('A3: every procedure of the API has a sample, so that the walks ask for it', () => {
  const missing =
    'Add an entry to test/support/api-samples.ts for each, or take away what is gone.';
  expect(Object.keys(samples).sort(), missing).toEqual(paths.sort());
});

type Question = (input?: unknown) => Promise<unknown>;

function questionOf(ctx: Asker['ctx'], path: string): Question {
  const parts = path.split('.');
  return parts.reduce<unknown>(
    (part, name) => (part as Record<string, unknown>)[name],
    callerFor(ctx),
  ) as Question;
}

interface Outcome {
  /** "OK", or the code of the refusal. */
  readonly code: string;
  /** All that was said: the answer, or the sentence of the refusal. */
  readonly said: string;
}

async function outcomeOf(question: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { code: 'OK', said: inspect(unpacked(await question()), everything) };
  } catch (error) {
    if (error instanceof TRPCError && error.code !== 'INTERNAL_SERVER_ERROR')
      return { code: error.code, said: error.message };
    throw error;
  }
}

/** A file tells what is in it, not how that is packed for the journey. */
function unpacked(answer: unknown): unknown {
  const isFile = typeof answer === 'object' && answer !== null && 'base64' in answer;
  return isFile ? Buffer.from(String(answer.base64), 'base64').toString('utf8') : answer;
}

const everything = { depth: null, maxStringLength: null, maxArrayLength: null };

/** Whether the table of permissions lets them, asked as the procedure says. */
function mayAsk(world: World, asker: Asker, action: Action, sample: Sample): boolean {
  const { on, isOwnDraft = false } = sample;
  if (on === 'nothing') return true;
  if (on === 'account') return asker.ctx.visitor.user !== null;
  if (on === 'own')
    return [...asker.ctx.visitor.roles.values()].some((role) => may({ role, levels: [] }, action));
  const { role, named } = asker;
  const levels = on === 'workspace' ? [] : levelsOf(world, named, on, isOwnDraft);
  return may({ role, levels }, action);
}

function refusalOf({ refusal }: Sample, world: World, asker: Asker): string | undefined {
  return typeof refusal === 'function' ? refusal(world, asker) : refusal;
}

function isItemKind(on: Sample['on']): on is ItemKind {
  return (itemKinds as readonly string[]).includes(on);
}

/** How a refusal reads: it tells nobody of what is not theirs to know. */
function refusalsFor(
  world: World,
  { ctx, role, named }: Asker,
  { on, hides = false }: Sample,
): string[] {
  if (ctx.visitor.user === null) return ['UNAUTHORIZED', 'NOT_FOUND'];
  if (on === 'own') return ['FORBIDDEN'];
  const isHidden = on !== 'workspace' && world.visibility === 'restricted' && named === null;
  return role === null || isHidden || hides ? ['NOT_FOUND'] : ['FORBIDDEN'];
}

onEachDatabase('A3: everybody asks for everything', (database) => {
  let worlds: World[];
  let askers: Asker[];
  let foreign: World;

  beforeAll(async () => {
    const workspaceId = await theWorkspace(database());
    const elsewhere = await anotherWorkspace(database(), `Elsewhere ${foreignWord}`);
    const make = (number: number, visibility: World['visibility'], abroad = {}) =>
      makeWorld(database(), {
        reference: `2041/000${number}(COD)`,
        slug: `2041-000${number}-cod`,
        visibility,
        workspaceId,
        word: 'homely',
        ...abroad,
      });
    worlds = [
      await make(1, 'workspace'),
      await make(2, 'public'),
      await make(3, 'limite'),
      await make(4, 'restricted'),
    ];
    foreign = await make(5, 'workspace', { workspaceId: elsewhere, word: foreignWord });
    askers = await everyAsker(database(), workspaceId, elsewhere);
    await noteChanges(database());
  });
  afterEach(() => clearDrafts(database(), [...worlds, foreign]));

  /** What is not about a thing in a world is the same in each of them. */
  const worldsOf = ({ on }: Sample) => (isItemKind(on) ? worlds : worlds.slice(0, 1));

  async function ask(world: World, asker: Asker, path: string, sample: Sample): Promise<void> {
    const action = declaredPermissions.get(path) as Action;
    const mayDo = mayAsk(world, asker, action, sample);
    const input = await sample.input?.(world, asker);
    const ids = [...world.maker.visitor.named.keys()];
    const question = questionOf(inWorld(asker, ids), path);
    const before = await lastChange(database());
    const { code: outcome } = await outcomeOf(() => question(input));
    const told = `${path} (${action}) asked by ${asker.who}, where it is ${world.visibility}`;
    if (mayDo) expect(outcome, told).toBe(refusalOf(sample, world, asker) ?? 'OK');
    else {
      expect(refusalsFor(world, asker, sample), `${told}: ${outcome}`).toContain(outcome);
      expect(await changedAfter(database(), before), `${told}: changed`).toEqual([]);
    }
  }

  test.each(paths)(
    '%s',
    async (path) => {
      const asked = samplesOf(path);
      if (asked.length === 0)
        throw new Error(`${path} has no sample in test/support/api-samples.ts.`);
      for (const sample of asked)
        for (const world of worldsOf(sample))
          for (const asker of askers) {
            await ask(world, asker, path, sample);
            await putBack(world, asker);
          }
    },
    120_000,
  );

  describe('with the ids of another workspace or person among one’s own', () => {
    const self = (): Asker => ({ who: 'owner', ctx: worlds[0]!.maker, role: 'owner', named: null });
    const guest = (): Asker => ({ ...self(), ctx: foreign.maker });
    const withIds = paths
      .filter((path) => path !== upload)
      .flatMap((path) => samplesOf(path).map((sample) => ({ path, on: sample.on, sample })))
      .filter(({ on }) => on !== 'nothing');

    test.each(withIds)(
      '$path, on $on, tells and changes nothing of what is there',
      async ({ path, on, sample }) => {
        const [own, other] = [
          await sample.input?.(worlds[0]!, self()),
          await sample.input?.(foreign, guest()),
        ];
        const mixed = mixtures(own, other);
        // What is about one's own account may ask for no id.
        if (on !== 'account') expect(mixed.length).toBeGreaterThan(0);
        for (const input of mixed) {
          const before = await lastChange(database());
          const { code, said } = await outcomeOf(() => questionOf(self().ctx, path)(input));
          expect(said).not.toContain(foreignWord);
          expect(await changedAfter(database(), before), 'changed').toEqual([]);
          const refusals = ['NOT_FOUND', 'BAD_REQUEST', 'CONFLICT'];
          expect(input === other ? ['NOT_FOUND'] : ['OK', ...refusals]).toContain(code);
        }
      },
    );

    const readings = withIds.filter(({ path, on }) => isQuery(path) && on !== 'account');

    test.each(readings)('$path, on $on, would betray its word', async ({ path, sample }) => {
      const input = await sample.input?.(foreign, guest());
      const { said } = await outcomeOf(() => questionOf(guest().ctx, path)(input));
      expect(said.includes(foreignWord)).toBe(!wordless.includes(path));
    });
  });
});

/** In all that is written in the other workspace, and nowhere else. */
const foreignWord = 'quillfoil';

/** Asks with a file alone, and with no id of anything that is stored. */
const upload = 'imports.preview';

/** Questions whose answers hold no word that somebody wrote in a world. */
const wordless = [
  'workspaces.holdings',
  'drafts.versions.check',
  'marks.locate',
  'fourColumn.find',
  'imports.held',
  'rounds.standing',
];

/** One's own input with one id of the other's in it, for every id in it; and all of the other's. */
function mixtures(own: unknown, other: unknown): unknown[] {
  const places = idPlaces(own).filter((place) => at(own, place) !== at(other, place));
  if (places.length === 0) return [];
  return [...places.map((place) => replaced(own, place, at(other, place))), other];
}

type Place = readonly string[];
const id = /^([0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d{4}-[a-z]+)$/;

function idPlaces(value: unknown, place: Place = []): Place[] {
  if (typeof value === 'string') return id.test(value) ? [place] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, part]) => idPlaces(part, [...place, name]));
}

function at(value: unknown, place: Place): unknown {
  return place.reduce<unknown>((part, name) => (part as Record<string, unknown>)?.[name], value);
}

function replaced(value: unknown, place: Place, next: unknown): unknown {
  const copy = structuredClone(value);
  const around = at(copy, place.slice(0, -1)) as Record<string, unknown>;
  around[place.at(-1) ?? ''] = next;
  return copy;
}
