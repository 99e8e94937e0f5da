import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDocument } from '#server/imports/formats/read-document.ts';

test('a file that breaks off is told in one sentence, without the parser’s own words around it', () => {
  const whole = readFileSync('test/fixtures/lighthouse/act.fmx.xml');
  const broken = whole.subarray(0, Math.floor(whole.length / 2));
  expect(() => readDocument(broken)).toThrow(
    /^Expected a complete XML file, but this one breaks off or is damaged \([^()]*(\([^()]*\))?[^()]*\)\. Download it again\.$/,
  );
});
