import { expect, test } from 'vitest';
import { linkOffers } from '#lib/sharing/link-offers.ts';

test.each(['procedure', 'table'] as const)('of a %s, what is marked is left out', (kind) => {
  expect(linkOffers[kind].marked).toMatch(/LIMITE, restricted or for the workspace is left out/);
});

test.each(['draft', 'version'] as const)(
  'a link to a %s says that it shows the proposal',
  (kind) => {
    const { marked } = linkOffers[kind];
    expect(marked).toMatch(/words of the proposal .* even if .* marked for the workspace/);
    expect(marked).not.toMatch(/left out/);
  },
);
