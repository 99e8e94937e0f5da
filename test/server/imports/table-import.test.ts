/** A four-column table in Word, imported into several columns at once. */
import { beforeEach, expect, test } from 'vitest';
import type { Context } from '#server/context.ts';
import { importDocument, previewImport } from '#server/imports/service.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { callerFor, signedIn } from '#test/support/people.ts';
import { cell, paragraph, row, table, wordFile } from './formats/word-support.ts';

const heads = ['No', 'Provision', 'Commission', 'Parliament', 'Council', 'Agreement'];
const line = (...texts: readonly string[]) => row(...texts.map((text) => cell(text)));
const bytes = wordFile(
  paragraph('on lamps in the gardens of the Union') +
    paragraph('2031/0007(COD)') +
    table(
      line(...heads),
      line('1', 'Article 1(1)', '1. The lamps burn.', '1. The lamps glow.', '', ''),
      line('1a', 'Article 1(1a)', '', 'The moths live.', 'deleted', ''),
    ),
);

onEachDatabase('a table as a file', (database) => {
  let owner: Context;
  let request: Parameters<typeof importDocument>[1];
  let number = 0;

  beforeEach(async () => {
    owner = await signedIn(database(), 'owner');
    const procedure = `2031/${String(++number).padStart(4, '0')}(COD)`;
    request = { bytes, fileName: 'table.docx', procedure, role: 'agreement' };
  });

  const rowsOf = (procedure: string) =>
    callerFor(owner).fourColumn.json({
      slug: procedure.replace('/', '-').replace('(COD)', '-cod'),
    });

  test('fills every column that it has, whichever was chosen', async () => {
    const result = await importDocument(owner, request);
    expect(result).toMatchObject({
      roles: ['proposal', 'parliament', 'council'],
      rows: { added: 2, changed: 0 },
    });
    const { columns, rows } = await rowsOf(request.procedure);
    expect(columns.map(({ role }) => role)).toEqual(['proposal', 'parliament', 'council']);
    expect(rows.map((one) => one.number)).toEqual(['1', '1a']);
    expect(rows[1]!.cells.parliament!.text).toBe('The moths live.');
    const states = await owner.db
      .selectFrom('four_column_cell')
      .innerJoin('position', 'position.id', 'position_id')
      .innerJoin('procedure', 'procedure.id', 'position.procedure_id')
      .select(['four_column_cell.role', 'state', 'kind'])
      .where('reference', '=', request.procedure)
      .where('four_column_cell.role', '=', 'council')
      .execute();
    expect(states).toEqual([{ role: 'council', state: 'deleted', kind: 'rows' }]);
  });

  test('gives its rows the statuses of its lights, as a change that names the file', async () => {
    const lit = wordFile(
      paragraph('2031/0007(COD)') +
        table(
          line(...heads, 'Status'),
          line('1', 'Article 1(1)', 'The lamps burn.', 'The lamps glow.', '', '', '●A agreed'),
          line('2', 'Article 1(2)', 'The moths live.', '', '', '', '◇P political'),
          line('3', 'Article 1(3)', 'The gates close.', '', '', '', ''),
        ),
    );
    await importDocument(owner, { ...request, bytes: lit });
    const { rows } = await rowsOf(request.procedure);
    expect(rows.map(({ status }) => status)).toEqual(['agreed', 'political', 'open']);
    const slug = request.procedure.replace('/', '-').replace('(COD)', '-cod');
    const seen = await callerFor(owner).fourColumn.table({
      slug,
      filter: {},
      from: 1,
      limit: 10,
    });
    const rowId = seen.rows[0]!.id;
    const [event] = await callerFor(owner).rounds.history({ slug, rowId });
    expect(event).toMatchObject({ status: 'agreed', why: 'As in table.docx.', of: 'Round 1' });
  });

  test('the same file again changes nothing', async () => {
    await importDocument(owner, request);
    const before = await rowsOf(request.procedure);
    expect(await previewImport(owner, request)).toMatchObject({ isAlreadyThere: true });
    expect((await importDocument(owner, request)).rows).toEqual({
      added: 0,
      changed: 0,
      unchanged: 2,
    });
    expect(await rowsOf(request.procedure)).toEqual(before);
  });
});
