/** Which of the institutions' Word documents a file is, and what it says. */
import { countAmendments } from './counts.ts';
import { refusal } from './guard.ts';
import type { Described } from './imported-document.ts';
import type { ReadingNotes } from './reading-notes.ts';
import { opensAmendment } from './template-tokens.ts';
import { readWordAmendments } from './word-amendments.ts';
import { paragraphsOf, type WordDocument } from './word-document.ts';

type Found = readonly [format: 'ep-amendments-docx' | 'four-column-docx', described: Described];

export function describeWord(word: WordDocument, notes: ReadingNotes): Found {
  if (word.hasTrackedDeletions)
    notes.warn('The file has tracked changes; it was read as if they were accepted.');
  for (const paragraph of paragraphsOf(word.body))
    if (opensAmendment(paragraph)) return ['ep-amendments-docx', describeAmendments(word, notes)];
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
