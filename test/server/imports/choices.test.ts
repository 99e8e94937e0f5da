/** What a person is told who gives a text in another language, or a second text for one column. */
import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import type { Context } from '#server/context.ts';
import { previewImport } from '#server/imports/service.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { importLighthouse, lighthouseBytes, lighthouseRequest } from '#test/support/lighthouse.ts';
import { signedIn } from '#test/support/people.ts';
import { sharedFile } from '#test/support/shared-data.ts';

const spanish = sharedFile('formex/32016R0679_GDPR_act_ES.fmx.xml');
const inSpanish = lighthouseBytes('act', (text) =>
  text.replace('<LG.DOC>EN</LG.DOC>', '<LG.DOC>ES</LG.DOC>'),
);

onEachDatabase('a preview says', (database) => {
  let editor: Context;

  beforeEach(async () => {
    await database().db.deleteFrom('procedure').execute();
    editor = await signedIn(database(), 'editor');
  });

  test('that a text in another language than the proposal cannot be compared with it', async () => {
    await importLighthouse(editor, 'proposal');
    const { result } = await previewImport(editor, lighthouseRequest('act', { bytes: inSpanish }));
    expect(result.language).toBe('es');
    expect(result.warnings).toContain(
      'The proposal is in English and this text in Spanish: they cannot be compared word by word. Take the file in English, if there is one.',
    );
  });

  test('the same of a proposal that comes after the other texts', async () => {
    await importLighthouse(editor, 'act', { bytes: inSpanish });
    const { result } = await previewImport(editor, lighthouseRequest('proposal'));
    expect(result.warnings).toContain(
      'The text in the column “Agreement” is in Spanish and this text in English: they cannot be compared word by word. Take the file in Spanish, if there is one.',
    );
  });

  test('nothing of languages where they are the same', async () => {
    await importLighthouse(editor, 'proposal');
    const { result } = await previewImport(editor, lighthouseRequest('act'));
    expect(result.warnings.join()).not.toMatch(/compared|language/);
  });

  test.skipIf(!spanish)('a real act in Spanish is told of, too', { timeout: 60_000 }, async () => {
    await importLighthouse(editor, 'proposal');
    const bytes = readFileSync(spanish!);
    const request = lighthouseRequest('act', { bytes, language: 'en' });
    const { doubts, result } = await previewImport(editor, request);
    expect(doubts).toContain('The file is in Spanish, not in English.');
    expect(result.warnings.join()).toContain('The proposal is in English and this text in Spanish');
  });

  test('that a second text replaces the first, what becomes of that, and what else may be done', async () => {
    await importLighthouse(editor, 'proposal');
    await importLighthouse(editor, 'amendments');
    const preview = await previewImport(editor, lighthouseRequest('position'));
    expect(preview.replaces).toMatchObject({ document: 'P12_TA(2099)0007', kind: 'amendments' });
    expect(preview.result.warnings).toContain(
      'This replaces P12_TA(2099)0007, which is kept as an earlier text of the column. To keep both in view, leave the column “Parliament” as it is and choose another one for this text.',
    );
  });
});
