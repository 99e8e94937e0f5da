import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatProcedureReference,
  parseProcedureReference,
  parseProcedureSlug,
  procedureSlug,
  procedureTypes,
} from '#domain/procedure-reference.ts';

const dualUse = { year: 2016, number: 295, type: 'COD' };

describe('a procedure is recognised however its reference is written', () => {
  test.each([
    '2016/0295(COD)',
    '2016/295 (cod)',
    '2016-0295-COD',
    ' 2016/0295 (COD) ',
    '2016/0295COD',
    '2016_0295_cod',
    '2016-0295-cod',
  ])('%s', (text) => {
    expect(parseProcedureReference(text)).toEqual(dualUse);
  });
});

describe('what cannot be a reference is refused', () => {
  test.each([
    '',
    '2016/0295',
    '2016/0295(XYZ)',
    '16/0295(COD)',
    '1066/0295(COD)',
    '2016/0000(COD)',
    '2016/02955(COD)',
    '2016/0295(COD) or so',
    'COM(2016) 616',
  ])('%s', (text) => {
    expect(parseProcedureReference(text)).toBeUndefined();
  });
});

test('a reference is shown with four figures, and its slug is plain', () => {
  const reference = parseProcedureReference('2016/295(cod)')!;
  expect(formatProcedureReference(reference)).toBe('2016/0295(COD)');
  expect(procedureSlug(reference)).toBe('2016-0295-cod');
});

test('only the slug as we write it is an address', () => {
  expect(parseProcedureSlug('2016-0295-cod')).toEqual(dualUse);
  expect(parseProcedureSlug('2016-295-cod')).toBeUndefined();
  expect(parseProcedureSlug('2016-0295-COD')).toBeUndefined();
});

test('every reference survives being written and read again', () => {
  const references = fc.record({
    year: fc.integer({ min: 1952, max: 2099 }),
    number: fc.integer({ min: 1, max: 9999 }),
    type: fc.constantFrom(...procedureTypes),
  });
  fc.assert(
    fc.property(references, (reference) => {
      expect(parseProcedureReference(formatProcedureReference(reference))).toEqual(reference);
      expect(parseProcedureSlug(procedureSlug(reference))).toEqual(reference);
    }),
  );
});
