/**
 * Whole procedures from the institutions' own files: every word of the texts, and every amendment,
 * stands in the four-column table or is told.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ColumnRole, FourColumnRow } from '#domain/four-column.ts';
import { assembleTable, type FourColumnTable, type UnreadPart } from '#domain/four-column-table.ts';
import type { ActText, Amendment } from '#domain/provision.ts';
import { bareWords } from '#domain/words.ts';
import { readDocument } from '#server/imports/formats/read-document.ts';
import { sharedFile } from '#test/support/shared-data.ts';

type Columns = Readonly<Partial<Record<ColumnRole, string>>>;

const procedures: Readonly<Record<string, Columns>> = {
  'the Digital Markets Act': {
    proposal: 'eurlex-html/52020PC0842_DMA_proposal.xhtml',
    parliament: 'eurlex-html/52021AP0499_DMA_EP-amendments.html',
    agreement: 'formex/32022R1925_DMA_act.fmx.xml',
  },
  'the Digital Services Act': {
    proposal: 'eurlex-html/52020PC0825_DSA_proposal.xhtml',
    parliament: 'eurlex-html/52022AP0014_DSA_EP-amendments.html',
    agreement: 'formex/32022R2065_DSA_act.fmx.xml',
  },
  'the Data Act': {
    proposal: 'eurlex-html/52022PC0068_DataAct_proposal.xhtml',
    parliament: 'eurlex-html/52023AP0385_DataAct_EP-first-reading-position.html',
    agreement: 'formex/32023R2854_DataAct_act.fmx.xml',
  },
};

for (const [name, files] of Object.entries(procedures)) {
  const isThere = Object.values(files).every((path) => sharedFile(path) !== undefined);

  describe.skipIf(!isThere)(name, () => {
    let columns: ReturnType<typeof readColumns>;
    let table: FourColumnTable;
    beforeAll(() => {
      columns = readColumns(files);
      table = assembleTable(Object.fromEntries(columns), []);
    });

    test('every word of a whole text stands in its column, as often as in the file', () => {
      const { rows } = table;
      for (const [role, content] of columns) {
        if (content.kind !== 'act') continue;
        const words = wordsOfAct(content.act);
        expect(words.length).toBeGreaterThan(10_000);
        expect(surplus(words, wordsOfColumn(rows, role))).toEqual([]);
        expect(surplus(wordsOfColumn(rows, role), words)).toEqual([]);
      }
    });

    test('every amendment stands in Parliament’s column or is told with a reason', () => {
      const { rows, unread } = table;
      const content = columns.get('parliament')!;
      const amendments = content.kind === 'amendments' ? content.amendments : [];
      const told = new Set(unread.map(({ where }) => where));
      const stands = standing(rows);
      const lost = amendments.filter((one) => !told.has(nameOf(one)) && !stands(one));
      expect(lost.map(nameOf)).toEqual([]);
      expect(unread.filter(({ why }) => why === '')).toEqual([]);
      expect(unread.length).toBeLessThanOrEqual(amendments.length / 100);
    });
  });
}

function readColumns(files: Columns) {
  const entries = Object.entries(files) as [ColumnRole, string][];
  return new Map(
    entries.map(([role, path]) => [role, readDocument(readFileSync(sharedFile(path)!)).content]),
  );
}

function wordsOfAct({ provisions }: ActText): readonly string[] {
  return provisions.flatMap(({ text }) => bareWords(text));
}

function wordsOfColumn(rows: readonly FourColumnRow[], role: ColumnRole): readonly string[] {
  return rows.flatMap(({ cells }) => bareWords(cells[role]?.text ?? ''));
}

/** The words that the first list has more often than the second. */
function surplus(first: readonly string[], second: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const word of second) left.set(word, (left.get(word) ?? 0) + 1);
  return first.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  });
}

/** As unread parts name an amendment. */
function nameOf({ number, location }: Amendment): UnreadPart['where'] {
  return `Amendment ${number} (${location})`;
}

/** Whether an amendment's words stand in the column, or the place that it strikes names it. */
function standing(rows: readonly FourColumnRow[]) {
  const cells = rows.flatMap((row) => row.cells.parliament ?? []);
  const column = cells.map(({ text }) => plain(text)).join('\n');
  const struck = cells.filter(({ state }) => state === 'deleted').map(({ locator }) => locator);
  return ({ number, amended, deletes }: Amendment): boolean =>
    deletes
      ? struck.some((locator) => locator.endsWith(` ${number}`))
      : amended.every(({ text }) => column.includes(plain(text)));
}

function plain(text: string): string {
  return bareWords(text).join(' ');
}
