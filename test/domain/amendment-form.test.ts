import { describe, expect, test } from 'vitest';
import { amendmentForm, type FormSegment } from '#domain/amendment-form.ts';

/** Bold italics between stars. */
function printed(segments: readonly FormSegment[]): string {
  return segments.map(({ text, emphasised }) => (emphasised ? `*${text}*` : text)).join('');
}

function columns(source: string, amended: string) {
  const { left, right } = amendmentForm('art_4/par_1/pt_d', source, amended);
  return [printed(left), printed(right)];
}

describe('the two columns of an amendment', () => {
  test('what goes is emphasised on the left, what comes on the right', () => {
    expect(columns('the end-user knows;', 'the exporter knows;')).toEqual([
      'the *end-user* knows;',
      'the *exporter* knows;',
    ]);
  });

  test('a mere insertion leaves the left column plain', () => {
    expect(columns('the end-user;', 'the final end-user;')).toEqual([
      'the end-user;',
      'the* final* end-user;',
    ]);
  });

  test('a deletion keeps the old text and says “deleted”', () => {
    expect(columns('the end-user;', ' ')).toEqual(['*the end-user;*', '*deleted*']);
    expect(amendmentForm('art_4', 'Words', '').deletes).toBe(true);
  });

  test('a new provision leaves the left column blank and is marked “(new)”', () => {
    const form = amendmentForm('art_4/par_1/pt_da', '', 'the broker;');
    expect(form).toMatchObject({
      location: 'Article 4 – paragraph 1 – point d a (new)',
      isNew: true,
      deletes: false,
      left: [],
    });
    expect(printed(form.right)).toBe('*the broker;*');
  });

  test('an amendment that changes nothing emphasises nothing', () => {
    expect(columns('the end-user;', 'the end-user;')).toEqual(['the end-user;', 'the end-user;']);
  });

  test('an amendment not yet written is a new provision without words', () => {
    expect(amendmentForm('art_4a', '', '')).toMatchObject({ isNew: true, left: [], right: [] });
  });
});
