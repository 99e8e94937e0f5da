import { EditorState, TextSelection } from '@tiptap/pm/state';
import { describe, expect, test } from 'vitest';
import { amendmentSchema } from '#document/schema.ts';
import { decorate, placeOf, threadAt, threadsIn } from '#lib/drafts/thread-marks.ts';

const word = (words: string, ...threads: readonly string[]) =>
  amendmentSchema.text(
    words,
    threads.map((id) => amendmentSchema.mark('comment', { id })),
  );

/** "Keepers shall keep the light.", over two lines. */
const text = amendmentSchema.node('doc', null, [
  amendmentSchema.node('paragraph', null, [
    word('Keepers '),
    word('shall', 'outer'),
    word(' keep', 'outer', 'inner'),
  ]),
  amendmentSchema.node('paragraph', null, [
    word('the ', 'outer'),
    word('light', 'left'),
    word('.'),
  ]),
]);

const caretAt = (place: number) =>
  EditorState.create({ doc: text, selection: TextSelection.create(text, place) });

test('[T7] the threads of an editor are told in the order of their words, each once', () => {
  expect(threadsIn(text)).toEqual(['outer', 'inner', 'left']);
  expect(placeOf(text, 'inner')).toBe(1 + 'Keepers shall'.length);
  expect(placeOf(text, 'gone')).toBeUndefined();
});

describe('[T7] the caret', () => {
  const all = ['outer', 'inner', 'left'];
  const begin = 1 + 'Keepers '.length;

  test('is on the words before which, or among which, it stands, and not behind them', () => {
    expect(threadAt(caretAt(begin - 1), all)).toBeNull();
    expect(threadAt(caretAt(begin), all)).toBe('outer');
    const end = text.content.size - 2;
    expect(threadAt(caretAt(end - 1), all)).toBe('left');
    expect(threadAt(caretAt(end), all)).toBeNull();
  });

  test('is on one thread where two lie over each other, and on none that is not shown', () => {
    const inBoth = begin + 'shall k'.length;
    expect(['outer', 'inner']).toContain(threadAt(caretAt(inBoth), all));
    expect(threadAt(caretAt(inBoth), ['outer'])).toBe('outer');
    expect(threadAt(caretAt(inBoth), [])).toBeNull();
  });

  test('is on none while words are chosen', () => {
    const chosen = TextSelection.create(text, begin, begin + 3);
    expect(threadAt(EditorState.create({ doc: text, selection: chosen }), all)).toBeNull();
  });
});

test('[T7] underlined are the words of shown threads alone, and the one pointed at stands out', () => {
  const shown = { marked: ['outer', 'inner'], pointed: 'inner', isComposing: false };
  const looks = decorate(caretAt(1), shown)
    .find()
    .map(({ from, to, ...rest }) => {
      const { attrs } = (rest as unknown as { type: { attrs: Record<string, string> } }).type;
      return [text.textBetween(from, to), attrs['data-thread'], attrs['class']];
    });
  expect(looks).toEqual([
    ['shall', 'outer', 'commented'],
    [' keep', 'outer', 'commented'],
    [' keep', 'inner', 'commented pointed'],
    ['the ', 'outer', 'commented'],
  ]);
});
