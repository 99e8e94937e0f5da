/** The institutions’ own files through the whole import: DMA, DSA and Data Act. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ColumnRole } from '#domain/four-column.ts';
import type { Context } from '#server/context.ts';
import { importDocument, type ImportResult } from '#server/imports/service.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { callerFor, signedIn } from '#test/support/people.ts';
import { sharedFile } from '#test/support/shared-data.ts';

type Files = readonly (readonly [ColumnRole, string, Partial<ImportResult['counts']>])[];

const laws: readonly (readonly [string, string, Files])[] = [
  [
    'Digital Markets Act',
    '2020/0374(COD)',
    [
      ['proposal', 'eurlex-html/52020PC0842_DMA_proposal.xhtml', { recitals: 79, articles: 39 }],
      ['parliament', 'eurlex-html/52021AP0499_DMA_EP-amendments.html', { amendments: 232 }],
      ['agreement', 'formex/32022R1925_DMA_act.fmx.xml', { recitals: 109, articles: 54 }],
    ],
  ],
  [
    'Digital Services Act',
    '2020/0361(COD)',
    [
      ['proposal', 'eurlex-html/52020PC0825_DSA_proposal.xhtml', { recitals: 106, articles: 74 }],
      ['parliament', 'eurlex-html/52022AP0014_DSA_EP-amendments.html', { amendments: 461 }],
      ['agreement', 'formex/32022R2065_DSA_act.fmx.xml', { recitals: 156, articles: 93 }],
    ],
  ],
  [
    'Data Act',
    '2022/0047(COD)',
    [
      ['proposal', 'eurlex-html/52022PC0068_DataAct_proposal.xhtml', { articles: 42 }],
      ['parliament', 'eurlex-html/52023AP0385_DataAct_EP-first-reading-position.html', {}],
      ['agreement', 'formex/32023R2854_DataAct_act.fmx.xml', { recitals: 119, articles: 50 }],
    ],
  ],
];

const isThere = laws.every(([, , files]) => files.every(([, path]) => sharedFile(path)));

describe.skipIf(!isThere)('real files', () => {
  onEachDatabase('imported whole', (database) => {
    let owner: Context;
    beforeAll(async () => {
      owner = await signedIn(database(), 'owner');
    });

    test.each(laws)('%s', { timeout: 180_000 }, async (_name, procedure, files) => {
      for (const [role, path, counts] of files) {
        const bytes = readFileSync(sharedFile(path) ?? '');
        const result = await importDocument(owner, { bytes, fileName: path, procedure, role });
        expect(result).toMatchObject({ procedure, role, language: 'en', counts });
        expect(result.warnings.join()).not.toContain('names the procedure');
      }
      const slug = procedure.replace(/\/(\d+)\((\w+)\)/, '-$1-$2').toLowerCase();
      const { columns, rows } = await callerFor(owner).fourColumn.json({ slug });
      expect(columns.map(({ role }) => role)).toEqual(['proposal', 'parliament', 'agreement']);
      expect(new Set(rows.map(({ number }) => number)).size).toBe(rows.length);
      const withAll = rows.filter(({ cells }) => Object.keys(cells).length === 3);
      expect(withAll.length).toBeGreaterThan(200);
    });
  });
});
