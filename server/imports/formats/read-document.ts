/**
 * Reads a file of one of the institutions: bytes in, an act or amendments out. Pure: no file, no
 * database, nothing fetched. Whatever is no such document is refused with a DomainError.
 */
import { DomainError } from '#domain/errors.ts';
import { readAkn } from './akn.ts';
import { aknAmendmentsOf, readAknAmendments } from './akn-amendments.ts';
import { isAknTable, readAknTable } from './akn-table.ts';
import { readConsolidated } from './consolidated-html.ts';
import { countAct, countAmendments, countTable } from './counts.ts';
import { decode } from './decode.ts';
import { Archive } from './archive.ts';
import { guardBytes, guardMarkup, isArchive, refusal } from './guard.ts';
import {
  attribute,
  classesOf,
  descendants,
  firstWithin,
  type HtmlElement,
  parseHtml,
} from './html-tree.ts';
import { textOf } from './html-text.ts';
import type { Described, DocumentFormat, ImportedDocument } from './imported-document.ts';
import { parseJson } from './json.ts';
import { archiveKind, mainDocument } from './package.ts';
import { ReadingNotes } from './reading-notes.ts';
import { readFormex } from './formex.ts';
import { readOjAct } from './oj-act-html.ts';
import { readOjAmendments } from './oj-amendments-html.ts';
import { readOldPage } from './old-page-html.ts';
import { readParliamentPage } from './parliament-page-html.ts';
import { readParltrack } from './parltrack-json.ts';
import { readProposalTree } from './proposal-tree-json.ts';
import { readProposal } from './proposal-html.ts';
import { recognise, type TextFormat } from './recognise.ts';
import {
  actNumber,
  commissionNumber,
  guessLanguage,
  languageCode,
  numericDay,
  parliamentNumber,
  procedureReference,
  textAdoptedNumber,
  writtenDay,
} from './reference.ts';
import { describeWord } from './word.ts';
import { readWord } from './word-document.ts';
import { parseXml, xmlDescendants, type XmlElement } from './xml-tree.ts';

type Reader = (text: string, notes: ReadingNotes) => Described;

const readers: Record<TextFormat, Reader> = {
  'eurlex-proposal-html': describeProposal,
  'oj-amendments-html': describeAmendments,
  'oj-act-html': describeOjAct,
  'consolidated-html': describeConsolidated,
  'old-page-html': describeOldPage,
  'parliament-page-html': describeParliamentPage,
  'proposal-tree-json': describeTree,
  'parltrack-json': describeParltrack,
  formex: describeFormex,
  'akoma-ntoso': describeAkn,
};

export function readDocument(bytes: Uint8Array): ImportedDocument {
  guardBytes(bytes);
  const notes = new ReadingNotes();
  const [format, described] = isArchive(bytes)
    ? describeArchive(new Archive(bytes), notes)
    : describeText(decode(bytes), notes);
  refuseEmpty(described);
  refuseEndless(described);
  return { format, ...described, unread: notes.unread, warnings: notes.warnings };
}

type Found = readonly [format: DocumentFormat, described: Described];

function describeText(text: string, notes: ReadingNotes): Found {
  guardMarkup(text);
  const format = recognise(text);
  return [format, readers[format](text, notes)];
}

function describeArchive(archive: Archive, notes: ReadingNotes): Found {
  switch (archiveKind(archive.names)) {
    case 'word':
      return describeWord(readWord(archive), notes);
    case 'package':
      return describeText(decode(mainDocument(archive, notes)), notes);
  }
}

/** A page may have all the marks of an act and still hold none, as when it is cut off. */
function refuseEmpty({ counts, content }: Described): void {
  const found = counts.articles + counts.recitals + counts.annexes + counts.amendments;
  if (found === 0 && content.kind !== 'table')
    throw refusal('no recital, article, annex or amendment was found in it');
}

/** Bringing provisions together takes longer than reading them; the longest acts have some thousands. */
const mostProvisions = 30_000;

function refuseEndless({ content }: Described): void {
  const { length } = contentsOf(content);
  if (length > mostProvisions)
    throw refusal(`it has ${length} provisions, and the longest acts have some thousands`);
}

function contentsOf(content: ImportedDocument['content']): readonly unknown[] {
  if (content.kind === 'act') return content.act.provisions;
  return content.kind === 'table' ? content.table.rows : content.amendments;
}

function describeProposal(text: string, notes: ReadingNotes): Described {
  const html = parseHtml(requireEnd(text));
  const { act, cover, status, title } = readProposal(html, notes);
  const front = cover.join('\n');
  return {
    language:
      languageCode(/LW_LANGUE?(?:AGE)?[=;]["\w]*?"?([A-Z]{2})\b/.exec(text)?.[1]) ??
      languageOf(html, notes),
    number: commissionNumber(front),
    date: numericDay(
      /LW_EMISSION_ISODATE;value="(\d{4}-\d{2}-\d{2})"/.exec(text)?.[1]?.replaceAll('-', '') ??
        front,
    ),
    procedure: procedureReference(front),
    title: [...status, ...title].join(' ').replace(/\s+/g, ' '),
    content: { kind: 'act', act },
    counts: countAct(act),
  };
}

function describeAmendments(text: string, notes: ReadingNotes): Described {
  const html = parseHtml(requireEnd(text));
  const { amendments, head } = readOjAmendments(html, notes);
  const language = languageOf(html, notes);
  return {
    language,
    ...referencesIn(head, language),
    title: head.find((line) => line.length > 80) ?? head.join(' '),
    content: { kind: 'amendments', amendments },
    counts: countAmendments(amendments),
  };
}

function describeOjAct(text: string, notes: ReadingNotes): Described {
  const html = parseHtml(requireEnd(text));
  const { act, head, title } = readOjAct(html, notes);
  const language = languageOf(html, notes);
  const references = referencesIn(head, language);
  return {
    language,
    ...references,
    number: references.number ?? actNumber(title[0] ?? ''),
    title: title.join(' ').replaceAll('\n', ' '),
    content: { kind: 'act', act },
    counts: countAct(act),
  };
}

function describeConsolidated(text: string, notes: ReadingNotes): Described {
  const html = parseHtml(requireEnd(text));
  const { act, title, reference } = readConsolidated(html, notes);
  const marked = languageCode(/— ([A-Z]{2}) —/.exec(reference)?.[1]);
  const language = marked ?? languageOf(html, notes);
  return {
    language,
    number: actNumber(title[0] ?? ''),
    // As in Formex, the day from which the text holds.
    date: numericDay(reference) ?? writtenDay(title.join('\n'), language),
    procedure: null,
    title: title.join(' ').replaceAll('\n', ' '),
    content: { kind: 'act', act },
    counts: countAct(act),
  };
}

function describeOldPage(text: string, notes: ReadingNotes): Described {
  const html = parseHtml(requireEnd(text));
  const language = languageOf(html, notes);
  const { act, title } = readOldPage(html, language, notes);
  const whole = title.join(' ');
  return {
    language,
    number: commissionNumber(whole) ?? actNumber(whole),
    date: writtenDay(whole, language),
    procedure: procedureReference(whole),
    title: whole,
    content: { kind: 'act', act },
    counts: countAct(act),
  };
}

function describeFormex(text: string, notes: ReadingNotes): Described {
  const { act, titleLines, language, day } = readFormex(parseXml(text), notes);
  const code = languageCode(language) ?? guessOr(text, notes);
  return {
    language: code,
    number: actNumber(titleLines[0] ?? ''),
    date: day ? numericDay(day) : writtenDay(titleLines.join('\n'), code),
    procedure: procedureReference(titleLines.join('\n')),
    title: titleLines.join(' '),
    content: { kind: 'act', act },
    counts: countAct(act),
  };
}

function describeAkn(text: string, notes: ReadingNotes): Described {
  const root = parseXml(text);
  if (isAknTable(root)) return describeAknTable(root, text, notes);
  const amendments = aknAmendmentsOf(root);
  if (amendments.length > 0) return describeAknAmendments(amendments, notes);
  const { act, isAct, title, front, language, day } = readAkn(root, notes);
  return {
    language: languageCode(language) ?? guessOr(text, notes),
    number: isAct ? actNumber(title.split('\n')[0] ?? '') : commissionNumber(front),
    // A drafting tool writes a day that never comes.
    date: day === undefined || day > '2900' ? null : numericDay(day.replaceAll('-', '')),
    procedure: procedureReference(front),
    title: title.replaceAll('\n', ' '),
    content: { kind: 'act', act },
    counts: countAct(act),
  };
}

/** A table that was exported from here. */
function describeAknTable(root: XmlElement, text: string, notes: ReadingNotes): Described {
  const table = readAknTable(root);
  const front = textOfXml(root, 'preface');
  const words = table.rows.flatMap(({ cells }) => Object.values(cells).map((cell) => cell.text));
  return {
    language: guessOr(words.slice(0, 200).join(' '), notes),
    number: null,
    date: null,
    procedure: procedureReference(front) ?? procedureReference(text.slice(0, 5000)),
    title: front.slice(0, 300) || 'Four-column table',
    content: { kind: 'table', table },
    counts: countTable(table),
  };
}

/** The words of the first element of that name. */
function textOfXml(root: XmlElement, name: string): string {
  const found = [...xmlDescendants(root)].find((one) => one.localName === name);
  return (found?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

function describeAknAmendments(elements: readonly XmlElement[], notes: ReadingNotes): Described {
  const { amendments, front, language, day } = readAknAmendments(elements, notes);
  return {
    language: languageCode(language) ?? guessOr(front, notes),
    number: parliamentNumber(front),
    date: day === undefined || day > '2900' ? null : numericDay(day.replaceAll('-', '')),
    procedure: procedureReference(front),
    title: `Amendments ${amendments.map((one) => one.number).join(', ')}`.slice(0, 200),
    content: { kind: 'amendments', amendments },
    counts: countAmendments(amendments),
  };
}

function describeParliamentPage(text: string, notes: ReadingNotes): Described {
  const html = parseHtml(requireEnd(text));
  const language = languageOf(html, notes);
  const { content, title, front } = readParliamentPage(html, language, notes);
  return {
    language,
    number: textAdoptedNumber(title) ?? parliamentNumber(front) ?? textAdoptedNumber(front),
    date: numericDay(front) ?? writtenDay(front, language),
    procedure: procedureReference(front),
    title,
    content,
    counts: content.kind === 'act' ? countAct(content.act) : countAmendments(content.amendments),
  };
}

function describeTree(text: string, notes: ReadingNotes): Described {
  const { act, language } = readProposalTree(parseJson(text), notes);
  return {
    language: languageCode(language) ?? guessOr(text, notes),
    number: commissionNumber(act.title),
    date: null,
    procedure: procedureReference(act.title),
    title: act.title,
    content: { kind: 'act', act },
    counts: countAct(act),
  };
}

function describeParltrack(text: string, notes: ReadingNotes): Described {
  const { amendments, language, document, day, procedure } = readParltrack(parseJson(text), notes);
  return {
    language: languageCode(language) ?? 'en',
    number: document,
    date: day === null ? null : numericDay(day.slice(0, 10).replaceAll('-', '')),
    procedure: procedureReference(procedure),
    title: [`Amendments to ${procedure}`, ...(document === null ? [] : [document])].join(', '),
    content: { kind: 'amendments', amendments },
    counts: countAmendments(amendments),
  };
}

function referencesIn(head: readonly string[], language: string) {
  const whole = head.join('\n');
  return {
    number: textAdoptedNumber(whole),
    date: writtenDay(whole, language),
    procedure: procedureReference(whole),
  };
}

function languageOf(html: HtmlElement, notes: ReadingNotes): string {
  const mark = firstWithin(html, (one) => classesOf(one).includes('hd-lg'));
  const declared =
    languageCode(mark && textOf(mark)) ??
    languageCode(attribute(html, 'lang') ?? attribute(html, 'xml:lang'));
  return declared ?? guessOr(firstWords(html), notes);
}

function firstWords(html: HtmlElement): string {
  const words: string[] = [];
  for (const one of descendants(html, (inner) => inner.tagName !== 'p')) {
    if (one.tagName === 'p' && words.push(textOf(one)) > 300) break;
  }
  return words.join(' ');
}

function guessOr(text: string, notes: ReadingNotes): string {
  const guess = guessLanguage(text);
  notes.warn(
    `The file does not say its language; it was taken for “${guess ?? 'en'}” by its words.`,
  );
  return guess ?? 'en';
}

/** HTML has no end that a parser insists on, so a page that was cut off is told by its tail. */
function requireEnd(text: string): string {
  if (
    /<\/(?:html|body)\s*>\s*(?:<!--[^]*-->\s*)?$/i.test(text.slice(-5000)) ||
    !/<html/i.test(text.slice(0, 5000))
  )
    return text;
  throw new DomainError(
    'bad-input',
    'Expected a complete web page, but this one breaks off before its end. Download it again.',
  );
}
