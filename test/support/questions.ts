/**
 * Every question of the API with every value that a test knows for its fields, so that a question
 * which is added later is asked too. A field that nobody has named a value for is told.
 */
import { appRouter } from '#server/router.ts';
import type { callerFor } from './people.ts';

type Caller = ReturnType<typeof callerFor>;

/** What can stand in a field, by its name. */
export type FieldValues = Readonly<Record<string, readonly unknown[]>>;

interface Procedure {
  readonly _def: {
    readonly type: string;
    readonly inputs?: readonly { readonly shape?: Readonly<Record<string, Field>> }[];
  };
}

interface Field {
  safeParse(value: unknown): { readonly success: boolean };
}

const all = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>);
const queries = all.filter(([, { _def }]) => _def.type === 'query');

export const questionNames: readonly string[] = queries.map(([name]) => name);

/** Those questions, with their fields, for which there is no value. */
export function unansweredFields(values: FieldValues): readonly string[] {
  return queries.flatMap(([name, procedure]) =>
    Object.entries(shapeOf(procedure))
      .filter(([field, schema]) => candidates(field, schema, values).length === 0)
      .map(([field]) => `${name}: ${field}`),
  );
}

/** All that the API answers whoever asks: the answers as JSON, and the words of refusals. */
export async function askEverything(api: Caller, values: FieldValues): Promise<string[]> {
  const answers: string[] = [];
  for (const [name, procedure] of queries)
    for (const input of inputsOf(procedure, values)) {
      const ask = name
        .split('.')
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], api);
      const answer = await (ask as (input: unknown) => Promise<unknown>)(input).catch(
        (refusal: Error) => refusal.message,
      );
      answers.push(`${name} ${JSON.stringify(answer)}`);
    }
  return answers;
}

function shapeOf({ _def }: Procedure): Readonly<Record<string, Field>> {
  return Object.assign({}, ...(_def.inputs?.map(({ shape }) => shape ?? {}) ?? []));
}

function candidates(field: string, schema: Field, values: FieldValues): readonly unknown[] {
  const known = (values[field] ?? []).filter((value) => schema.safeParse(value).success);
  return known.length === 0 && schema.safeParse(undefined).success ? [undefined] : known;
}

function inputsOf(procedure: Procedure, values: FieldValues): readonly object[] {
  return Object.entries(shapeOf(procedure)).reduce<readonly object[]>(
    (inputs, [field, schema]) =>
      inputs.flatMap((input) =>
        candidates(field, schema, values).map((value) => ({ ...input, [field]: value })),
      ),
    [{}],
  );
}
