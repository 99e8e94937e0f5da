/** Every procedure of the API says under which permission it stands. */
import { initTRPC, type AnyRouter } from '@trpc/server';
import { expect, test } from 'vitest';
import { appRouter } from '#server/router.ts';
import { declares, router } from '#server/trpc.ts';

interface Declared {
  readonly _def: { readonly meta?: { readonly permission?: string } };
}

function undeclared(api: AnyRouter): string[] {
  const procedures = Object.entries(api._def.procedures as Record<string, Declared>);
  return procedures.filter(([, { _def }]) => !_def.meta?.permission).map(([path]) => path);
}

test('A3: no procedure of the API is without a declared permission', () => {
  expect(Object.keys(appRouter._def.procedures)).toContain('session.current');
  expect(undeclared(appRouter)).toEqual([]);
});

test('a procedure that declares none is named', () => {
  const bare = initTRPC.create().procedure.query(() => 'anything');
  const declared = declares('sign-in').query(() => 'anything');
  expect(undeclared(router({ inner: { bare, declared } }))).toEqual(['inner.bare']);
});
