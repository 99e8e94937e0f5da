import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amendmentForm, type FormSegment } from '#domain/amendment-form.ts';

const word = fc.constantFrom(
  'the',
  ' exporter',
  ' end-user',
  ',',
  ' knows',
  ';',
  '\n',
  ' 2021/821',
);
const written = fc.array(word, { maxLength: 30 }).map((words) => words.join(''));
const provision = written.filter((text) => text.trim() !== '');

function form(source: string, amended: string) {
  return amendmentForm('art_4/par_1/pt_d', source, amended);
}

function text(segments: readonly FormSegment[], emphasised?: boolean): string {
  const wanted = segments.filter(
    (one) => emphasised === undefined || one.emphasised === emphasised,
  );
  return wanted.map((one) => one.text).join('');
}

describe('whatever is amended', () => {
  test('the left column is the present text and the right one the amended text', () => {
    fc.assert(
      fc.property(provision, provision, (source, amended) => {
        const { left, right } = form(source, amended);
        expect([text(left), text(right)]).toEqual([source, amended]);
      }),
    );
  });

  test('without what is emphasised, both columns say the same', () => {
    fc.assert(
      fc.property(provision, provision, (source, amended) => {
        const { left, right } = form(source, amended);
        expect(text(left, false)).toBe(text(right, false));
      }),
    );
  });

  test('something is emphasised exactly where something changes', () => {
    fc.assert(
      fc.property(provision, provision, (source, amended) => {
        const { left, right } = form(source, amended);
        expect(text(left, true) + text(right, true) === '').toBe(source === amended);
      }),
    );
  });

  test('a deletion emphasises all that it strikes and leaves one word', () => {
    fc.assert(
      fc.property(provision, (source) => {
        const { left, right, deletes, isNew } = form(source, '');
        expect({ deletes, isNew }).toEqual({ deletes: true, isNew: false });
        expect([text(left, true), text(left, false)]).toEqual([source, '']);
        expect(right).toEqual([{ text: 'deleted', emphasised: true }]);
      }),
    );
  });

  test('a new provision has nothing on the left and is emphasised throughout', () => {
    fc.assert(
      fc.property(provision, fc.constantFrom('', ' ', '\n'), (amended, blank) => {
        const { left, right, deletes, isNew, location } = form(blank, amended);
        expect({ deletes, isNew, left }).toEqual({ deletes: false, isNew: true, left: [] });
        expect([text(right, true), text(right, false)]).toEqual([amended, '']);
        expect(location.endsWith('(new)')).toBe(true);
      }),
    );
  });
});
