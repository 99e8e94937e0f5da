import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { bringOwnWords } from '#document/own-words.ts';
import { movedPlace } from '#document/moved-place.ts';
import { opened, stored, type WrittenPage } from '#test/support/pages.ts';

/** Where a caret of the page stands after its words were brought over: the line, and what is before. */
function caretAfter(page: WrittenPage, server: WrittenPage, type: Y.XmlText, at: number) {
  const place = Y.createRelativePositionFromTypeIndex(type, at);
  const fresh = opened(server);
  const { merged } = bringOwnWords(fresh.doc, page.own());
  const moved = movedPlace(place, merged, fresh.doc);
  const found = moved && Y.createAbsolutePositionFromRelativePosition(moved, fresh.doc);
  if (!found) return null;
  if (!(found.type instanceof Y.XmlText)) return found.index;
  return String(found.type).slice(0, found.index);
}

function stranded() {
  const server = stored('Keepers keep the light.\nThe end.');
  return { server, anna: opened(server), ben: opened(server) };
}

test('[C9] the caret stays behind the word that was just written', () => {
  const { server, anna, ben } = stranded();
  ben.write(0, 'Keepers', ' of our coast');
  anna.hear(ben);
  anna.write(0, 'the', ' bright');
  const at = 'Keepers of our coast keep the bright'.length;
  expect(caretAfter(anna, server, anna.words(0), at)).toBe('Keepers keep the bright');
  const end = anna.words(0).length;
  expect(caretAfter(anna, server, anna.words(0), end)).toBe('Keepers keep the bright light.');
});

test('[C9] a caret among words that stay away stands where they were', () => {
  const { server, anna, ben } = stranded();
  ben.write(0, 'Keepers', ' of our coast');
  anna.hear(ben);
  expect(caretAfter(anna, server, anna.words(0), 'Keepers of'.length)).toBe('Keepers');
});

test('[C9] a caret in a line that stays away stands between the lines around it', () => {
  const { server, anna, ben } = stranded();
  ben.split(0, 'Keepers');
  anna.hear(ben);
  expect(caretAfter(anna, server, anna.words(1), 3)).toBe(1);
});

test('[C9] a caret in a line that one began oneself stays in it', () => {
  const { server, anna, ben } = stranded();
  ben.write(0, 'Keepers', ' of our coast');
  anna.hear(ben);
  anna.split(1, 'The');
  expect(caretAfter(anna, server, anna.words(2), 1)).toBe(' ');
});
