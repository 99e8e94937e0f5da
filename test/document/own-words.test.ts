/** What a page brings to the text as the server has it, and what it leaves to others. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readContent } from '#document/amendment-content.ts';
import { bringOwnWords } from '#document/own-words.ts';
import { opened, stored, type WrittenPage } from '#test/support/pages.ts';

const textOf = ({ doc }: WrittenPage) => readContent(doc).text;

/** Anna and Ben have the text open, and the server stores no more of what they write. */
function stranded(text: string): { server: WrittenPage; anna: WrittenPage; ben: WrittenPage } {
  const server = stored(text);
  return { server, anna: opened(server), ben: opened(server) };
}

test('[C9] one’s own words come to their places, and what others did not store stays away', () => {
  const { server, anna, ben } = stranded('Keepers keep the light.');
  ben.write(0, 'Keepers', ' of our coast');
  anna.hear(ben);
  anna.write(0, 'the', ' bright');
  anna.write(0, 'coast', ' and isles');
  anna.bringTo(server);
  expect(textOf(server)).toBe('Keepers and isles keep the bright light.');
});

test('[C9] what somebody else stored meanwhile stays', () => {
  const { server, anna, ben } = stranded('Keepers keep the light.');
  const carl = opened(server);
  carl.write(0, 'light', ' lit');
  server.hear(carl);
  ben.write(0, 'Keepers', '!');
  anna.hear(ben);
  anna.write(0, 'Keepers', ' always');
  anna.bringTo(server);
  expect(textOf(server)).toBe('Keepers always keep the light lit.');
});

test('[C9] whoever comes back brings their own words, once, and finds those of the others', () => {
  const { server, anna, ben } = stranded('Keepers keep the light.');
  ben.write(0, 'Keepers', ' of our coast');
  anna.hear(ben);
  anna.write(0, 'the', ' bright');
  ben.hear(anna);
  anna.bringTo(server);
  ben.bringTo(server);
  expect(textOf(server)).toBe('Keepers of our coast keep the bright light.');
});

test('[C9] what one deleted is deleted, what somebody else deleted and did not store is not', () => {
  const { server, anna, ben } = stranded('All keepers shall keep the light.');
  ben.delete(0, 'All ');
  anna.hear(ben);
  anna.delete(0, 'shall ');
  anna.bringTo(server);
  expect(textOf(server)).toBe('All keepers keep the light.');
});

test('[C9] nothing that is stored is lost when somebody began a line before it, and never returns', () => {
  const { server, anna, ben } = stranded('Keepers keep the light.\nThe end.');
  ben.split(0, 'Keepers');
  anna.hear(ben);
  anna.write(0, 'Keepers', ' and pilots');
  anna.bringTo(server);
  expect(textOf(server)).toBe('Keepers keep the light. and pilots\nThe end.');
});

test('[C9] what one wrote in somebody else’s new line gets a line', () => {
  const { server, anna, ben } = stranded('Keepers keep the light.\nThe end.');
  ben.split(0, 'light.');
  ben.write(1, '', 'Ben was here. ');
  anna.hear(ben);
  anna.write(1, 'here. ', 'So was Anna.');
  anna.bringTo(server);
  expect(textOf(server)).toBe('Keepers keep the light.\nSo was Anna.\nThe end.');
});

test('[C9] a line that one began oneself comes whole, in its place', () => {
  const { server, anna, ben } = stranded('Keepers keep the light.\nThe end.');
  ben.write(1, 'The', ' very');
  anna.hear(ben);
  anna.split(0, 'keep');
  anna.bringTo(server);
  expect(textOf(server)).toBe('Keepers keep\n the light.\nThe end.');
});

test('[C9] marks come with the words, and on words that were stored before', () => {
  const { server, anna, ben } = stranded('Keepers keep the light.');
  ben.write(0, 'light', '!');
  anna.hear(ben);
  anna.words(0).format(0, 7, { comment: '1' });
  anna.words(0).insert(7, ' here', { comment: '2' });
  anna.bringTo(server);
  expect(server.words(0).toDelta()).toEqual([
    { insert: 'Keepers', attributes: { comment: '1' } },
    { insert: ' here', attributes: { comment: '2' } },
    { insert: ' keep the light.' },
  ]);
});

test('[C9] what another page brought over already is not brought again', () => {
  const { server, anna, ben } = stranded('Keepers keep the light.');
  ben.write(0, 'light', '!');
  anna.hear(ben);
  anna.write(0, 'Keepers', ' early');
  const { brought } = bringOwnWords(opened(server).doc, anna.own());
  anna.write(0, 'the', ' late');
  const fresh = opened(server);
  bringOwnWords(fresh.doc, anna.own(brought));
  expect(textOf(fresh)).toBe('Keepers keep the late light.');
});

test('[C9] what was known once and is lost again with a server is brought after all', () => {
  const { server, anna, ben } = stranded('Keepers keep the light.');
  anna.write(0, 'Keepers', ' early');
  const dying = opened(server);
  dying.hear(anna);
  ben.write(0, 'light', '!');
  anna.hear(ben);
  anna.write(0, 'the', ' late');
  const { brought } = bringOwnWords(dying.doc, anna.own());
  const fresh = opened(server);
  bringOwnWords(fresh.doc, anna.own(brought));
  expect(textOf(fresh)).toBe('Keepers early keep the light.');
});

test('[C9] who has nothing of their own to bring changes nothing', () => {
  const { server, anna, ben } = stranded('Keepers keep the light.');
  ben.write(0, 'Keepers', ' of our coast');
  anna.hear(ben);
  const before = Y.encodeStateAsUpdate(server.doc);
  anna.bringTo(server);
  expect(Y.encodeStateAsUpdate(server.doc)).toEqual(before);
});

test('[C9] bringing one’s words touches nothing in the page that they come from', () => {
  const { server, anna, ben } = stranded('Keepers keep the light.');
  ben.write(0, 'Keepers', ' of our coast');
  anna.hear(ben);
  anna.delete(0, 'the ');
  const before = Y.encodeStateAsUpdate(anna.doc);
  anna.bringTo(server);
  expect(Y.encodeStateAsUpdate(anna.doc)).toEqual(before);
});

/**
 * What several people do before a server dies: whose turn it is, what they do and where, whether
 * they have heard of all that went before, and whether the server stores it.
 */
const people = 4;
const act = fc.record({
  who: fc.nat(people - 1),
  deed: fc.constantFrom('write', 'write', 'delete', 'new line'),
  line: fc.nat(9),
  at: fc.nat(200),
  hasHeard: fc.boolean(),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Each letter is written once, so that it can be counted. */
class Letters {
  #next = 0x4e00;
  readonly by = new Map<string, number>();

  take(who: number): string {
    const letter = String.fromCharCode(this.#next++);
    this.by.set(letter, who);
    return letter;
  }
}

/** Answers with the letters that it took away. */
function doAct(page: WrittenPage, { who, deed, line, at }: Act, letters: Letters): string {
  const root = page.doc.getXmlFragment('text');
  if (deed === 'new line' || root.length === 0) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(letters.take(who))]);
    root.insert(Math.min(line, root.length), [paragraph]);
    return '';
  }
  const text = page.words(line % root.length);
  const place = Math.min(at, text.length);
  if (deed === 'write') text.insert(place, letters.take(who) + letters.take(who));
  const away = deed === 'write' ? '' : String(text).slice(place, place + 2);
  text.delete(place, away.length);
  return away;
}

/** What there was when a server died that had stored the first of these acts, and passed on all. */
function play(acts: readonly Act[], storedUntil: number) {
  const letters = new Letters();
  const first = stored('Keepers keep the light.\nThe end.');
  const [relay, server] = [opened(first), opened(first)];
  const pages = Array.from({ length: people }, () => ({ page: opened(first), tookAway: '' }));
  acts.forEach((one, index) => {
    const seat = pages[one.who]!;
    if (one.hasHeard) seat.page.hear(relay);
    seat.tookAway += doAct(seat.page, one, letters);
    relay.hear(seat.page);
    if (index < storedUntil) server.hear(seat.page);
  });
  return { letters, server, pages };
}

/** What both together say: a line that somebody deleted takes the letters in it away. */
function merged(server: WrittenPage, page: WrittenPage): string {
  const both = opened(server);
  both.hear(page);
  return textOf(both);
}

test('[C9] of whoever comes back, and in whatever order, each letter is there once, and nothing stored is lost', () => {
  const order = fc.shuffledSubarray([0, 1, 2, 3]);
  const acts = fc.array(act, { maxLength: 30 });
  fc.assert(
    fc.property(acts, fc.nat(30), order, fc.array(act), (early, storedUntil, back, late) => {
      const { letters, server, pages } = play(early, storedUntil);
      const carl = opened(server);
      for (const one of late) doAct(carl, { ...one, who: people }, letters);
      server.hear(carl);
      const absent = new Set(
        [...letters.by]
          .filter(
            ([letter, who]) =>
              who < people && !back.includes(who) && !textOf(server).includes(letter),
          )
          .map(([letter]) => letter),
      );

      for (const who of back) {
        const { page, tookAway } = pages[who]!;
        const before = [...textOf(server)];
        const together = merged(server, page);
        page.bringTo(server);
        const after = textOf(server);
        const mine = [...textOf(page)].filter((letter) => letters.by.get(letter) === who);
        const stay = before.filter((letter) => !tookAway.includes(letter));
        for (const letter of [...stay, ...mine.filter((one) => together.includes(one))])
          expect(after).toContain(letter);
      }
      const all = [...textOf(server)].filter((letter) => letters.by.has(letter));
      expect(new Set(all).size).toBe(all.length);
      expect(all.filter((letter) => absent.has(letter))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
