/** Which of the institutions' Word documents a file is, and what it says. */
import type { ImportedTable } from '#domain/imported-table.ts';
import { countAmendments, countTable } from './counts.ts';
import { refusal } from './guard.ts';
import type { Described } from './imported-document.ts';
import type { ReadingNotes } from './reading-notes.ts';
import { guessLanguage, languageCode, numericDay, procedureReference } from './reference.ts';
import { opensAmendment } from './template-tokens.ts';
import { readWordAmendments } from './word-amendments.ts';
import { paragraphsOf, visibleText, type WordDocument } from './word-document.ts';
import { readWordTable } from './word-table.ts';

type Found = readonly [format: 'ep-amendments-docx' | 'four-column-docx', described: Described];

export function describeWord(word: WordDocument, notes: ReadingNotes): Found {
  if (word.hasTrackedDeletions)
    notes.warn('The file has tracked changes; it was read as if they were accepted.');
  for (const paragraph of paragraphsOf(word.body))
    if (opensAmendment(paragraph)) return ['ep-amendments-docx', describeAmendments(word, notes)];
  const table = readWordTable(word.body, notes);
  if (table) return ['four-column-docx', describeTable(word, table, notes)];
  throw refusal(
    'this Word document has neither amendments in Parliament’s template nor a table with a column for each institution',
  );
}

function describeAmendments(word: WordDocument, notes: ReadingNotes): Described {
  const { amendments, language, ...rest } = readWordAmendments(word, notes);
  if (language === null)
    notes.warn('The file does not say its language; it was taken for “en” by its words.');
  return {
    ...rest,
    language: language ?? 'en',
    content: { kind: 'amendments', amendments },
    counts: countAmendments(amendments),
  };
}

function describeTable(word: WordDocument, table: ImportedTable, notes: ReadingNotes): Described {
  if (table.rows.length === 0) throw refusal('its table has a head and no rows');
  const lines = word.body.flatMap((block) =>
    block.kind === 'paragraph' ? visibleText(block) : [],
  );
  const running = [...paragraphsOf([...word.headers, ...word.footers])].map(visibleText);
  const front = [...lines, ...running, ...word.properties.values()].filter(Boolean).join('\n');
  return {
    number: null,
    date: numericDay(
      /\b\d{1,2}[-./]\d{1,2}[-./]\d{4}\b/.exec(front)?.[0].replaceAll('-', '.') ?? '',
    ),
    procedure: procedureReference(front),
    title: lines.find((line) => line.length > 20) ?? word.properties.get('title') ?? '',
    language: languageOfTable(word, table, notes),
    content: { kind: 'table', table },
    counts: countTable(table),
  };
}

function languageOfTable(word: WordDocument, { rows }: ImportedTable, notes: ReadingNotes): string {
  const declared = languageCode(word.properties.get('language'));
  const texts = rows
    .slice(0, 200)
    .flatMap(({ cells }) => Object.values(cells).map(({ text }) => text));
  const guess = guessLanguage(texts.join(' '));
  if (!guess && !declared) notes.warn('The file does not say its language; it was taken for “en”.');
  return guess ?? declared ?? 'en';
}
