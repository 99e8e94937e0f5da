import { expect, test } from 'vitest';
import {
  isStuck,
  type SavingFacts,
  savingNotice,
  willBeTaken,
} from '#lib/collaboration/saving-words.ts';

const calm: SavingFacts = {
  mayWrite: true,
  connection: 'open',
  refused: false,
  saved: true,
  slow: false,
  store: 'saving',
  kept: 'yes',
  ending: null,
};

const words = (facts: Partial<SavingFacts>) => savingNotice({ ...calm, ...facts }).words;

test('“Saved” is said only while all is stored, the line is open, and nothing has ended', () => {
  const facts: SavingFacts[] = [];
  for (const mayWrite of [true, false])
    for (const connection of ['connecting', 'open', 'lost'] as const)
      for (const saved of [true, false])
        for (const store of ['saving', 'cannot-save', 'frozen'] as const)
          for (const ending of [null, 'signed-out'] as const)
            for (const refused of [true, false])
              facts.push({ ...calm, mayWrite, connection, refused, saved, store, ending });
  expect(facts.filter((one) => savingNotice(one).words === 'Saved')).toEqual([calm]);
});

test.each<[string, Partial<SavingFacts>]>([
  ['Saving…', { saved: false }],
  ['Connecting…', { connection: 'connecting' }],
  ['Offline. All that you wrote is saved', { connection: 'lost' }],
  ['Offline. Not yet saved, kept on this device', { connection: 'lost', saved: false }],
  [
    'Offline. Not yet saved, being kept on this device…',
    { connection: 'lost', saved: false, kept: 'keeping' },
  ],
  [
    'Offline. Not yet saved, and only in this tab: keep it open',
    { connection: 'lost', saved: false, kept: 'no' },
  ],
  [
    'Saving takes longer than it should. Not yet saved, kept on this device',
    { saved: false, slow: true },
  ],
  [
    'The server cannot save just now. Not yet saved, kept on this device',
    { store: 'cannot-save', saved: false },
  ],
  [
    'The server was interrupted, and waits for somebody else’s last words. Not yet saved, kept on this device',
    { refused: true, connection: 'lost', saved: false },
  ],
  [
    'The server was interrupted, and waits for somebody else’s last words. All that you wrote until now is saved',
    { refused: true },
  ],
  ['Frozen: nobody can write in it.', { store: 'frozen' }],
  ['Read-only: you see it as it is written', { mayWrite: false }],
  [
    'Read-only · offline: what others write now is not shown',
    { mayWrite: false, connection: 'lost' },
  ],
  ['You are signed out. Sign in again to go on.', { ending: 'signed-out' }],
  [
    'You are signed out. Sign in again to go on. Your last words are not saved, and kept on this device until then.',
    { ending: 'signed-out', saved: false },
  ],
  [
    'You are signed out. Sign in again to go on. Your last words are not saved: copy them before you leave.',
    { ending: 'signed-out', saved: false, kept: 'no' },
  ],
  [
    'You may not write here any more. Load the page again. Your last words are not saved: copy them before you leave.',
    { ending: 'not-allowed', saved: false },
  ],
])('it says “%s”', (said, facts) => {
  expect(words(facts)).toBe(said);
});

test('who wrote more than a draft can hold is told so, and to copy it', () => {
  expect(words({ ending: 'too-much', saved: false })).toBe(
    'What was added is more than this draft can take. Your last words are not saved: copy them before you leave.',
  );
});

test('only what the server does not take, and has not, stands in the way of the next page', () => {
  expect(isStuck('too-much', false)).toBe(true);
  expect(isStuck('refused', false)).toBe(true);
  for (const [ending, saved] of [
    ['too-much', true],
    ['signed-out', false],
    ['gone', false],
    [null, false],
  ] as const)
    expect(isStuck(ending, saved)).toBe(false);
});

test('a page is left without a question only when its last words are taken meanwhile', () => {
  const open = { connection: 'open', store: 'saving', ending: null } as const;
  expect(willBeTaken(open)).toBe(true);
  for (const trouble of [
    { connection: 'lost' },
    { connection: 'connecting' },
    { store: 'cannot-save' },
    { store: 'frozen' },
    { ending: 'too-much' },
  ] as const)
    expect(willBeTaken({ ...open, ...trouble })).toBe(false);
});
