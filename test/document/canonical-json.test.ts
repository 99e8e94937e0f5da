import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, type Json } from '#document/canonical-json.ts';

test('[T6] keys stand in one order, whatever order they were given in', () => {
  const one = canonicalJson({ text: 'Act.', justification: 'Why “not”?', a: { c: 1, b: [] } });
  const other = canonicalJson({ a: { b: [], c: 1 }, justification: 'Why “not”?', text: 'Act.' });
  expect(one).toBe('{"a":{"b":[],"c":1},"justification":"Why “not”?","text":"Act."}');
  expect(other).toBe(one);
});

test('[T6] the order is that of UTF-16 units, as RFC 8785 has it', () => {
  const keys = {
    '\u20ac': 1,
    '\r': 2,
    '\ufb33': 3,
    '1': 4,
    '\u{1f600}': 5,
    '\u0080': 6,
    '\u00f6': 7,
  };
  expect(canonicalJson(keys)).toBe(
    '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}',
  );
});

test('[T6] it is JSON, loses nothing, and is the same when it is read and written again', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const written = canonicalJson(value as Json);
      expect(JSON.stringify(JSON.parse(written))).toHaveLength(JSON.stringify(value).length);
      expect(canonicalJson(JSON.parse(written) as Json)).toBe(written);
    }),
  );
});
