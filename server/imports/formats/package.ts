/**
 * What an archive is, told by the names of the files in it, and the text of a drafting package
 * (.leg): the proposal, among a memorandum, notes and pictures of the pages.
 */
import type { Archive } from './archive.ts';
import { refusal } from './guard.ts';
import type { ReadingNotes } from './reading-notes.ts';

export function archiveKind(names: readonly string[]): 'word' | 'package' {
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (has(/^word\/document\.xml$/)) return 'word';
  if (has(/^word\//))
    throw refusal('this Word file has no text in it (word/document.xml is missing)');
  if (has(/^xl\//)) throw refusal('this is an Excel workbook');
  if (has(/^ppt\//)) throw refusal('this is a presentation (PowerPoint)');
  if (has(/^content\.xml$/)) throw refusal('this is an OpenDocument file; save it as .docx');
  if (has(/^(?:bill|main|act|reg|dir|dec)[^/]*\.xml$/i)) return 'package';
  throw refusal('this is a ZIP archive; unpack it and take the XML, HTML or Word file in it');
}

/** The proposal, which is called “bill_….xml”; else the act that the package is of. */
export function mainDocument(archive: Archive, notes: ReadingNotes): Uint8Array {
  const texts = archive.names.filter((name) => /^[^/]+\.xml$/i.test(name));
  const main =
    texts.find((name) => /^bill[^/]*\.xml$/i.test(name)) ??
    texts.find((name) => /^(?:act|reg|dir|dec)[^/]*\.xml$/i.test(name)) ??
    texts.find((name) => /^main\.xml$/i.test(name));
  const bytes = main === undefined ? undefined : archive.read(main);
  if (!bytes) throw refusal('this package holds no proposal (bill_….xml)');
  for (const name of texts)
    if (name !== main) notes.leaveOut('Other documents of the package', name);
  return bytes;
}
