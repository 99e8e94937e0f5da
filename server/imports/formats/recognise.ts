/** Which format a text is in: told by its content alone, never by the name of its file. */
import { expected, refusal } from './guard.ts';
import { DomainError } from '#domain/errors.ts';
import { isArticleNumber } from './headings.ts';
import type { DocumentFormat } from './imported-document.ts';

/** The formats that are one text, and no archive. */
export type TextFormat = Exclude<DocumentFormat, `${string}-docx`>;

const otherFormex: Record<string, string> = {
  DOC: 'the descriptor of a document (Formex DOC), which only lists its files; take the file that it names in REF.PHYS, the one without “doc” in its name',
  PUBLICATION:
    'the table of contents of an Official Journal (Formex PUBLICATION); take the file of the act itself',
  'CONS.LIST': 'a list of consolidated texts (Formex CONS.LIST); take the file of the act itself',
  CORR: 'a corrigendum (Formex CORR), which cannot be read yet',
  AGR: 'an international agreement (Formex AGR), which cannot be read yet',
};

/** DomainError for everything that is no format we read. */
export function recognise(text: string): TextFormat {
  const root = rootName(text);
  if (root === undefined && /^\s*[[{]/.test(text)) return recogniseJson(text);
  if (root === undefined) throw refusal('the file holds no markup');
  if (root.toLowerCase() === 'html' || /^\s*(?:<!doctype html|<html)/i.test(text))
    return recogniseHtml(text);
  const name = root.replace(/^.*:/, '');
  if (name === 'ACT' || name === 'ANNEX' || name === 'CONS.ACT') return 'formex';
  if (otherFormex[name])
    throw new DomainError(
      'bad-input',
      `Expected the text of an act, but this is ${otherFormex[name]}.`,
    );
  if (name.toLowerCase() === 'akomantoso') return 'akoma-ntoso';
  if (name === 'NOTICE')
    throw refusal(
      'this is a CELLAR notice, which describes documents but does not hold their text',
    );
  if (/^(?:div|body|p|table|span)$/i.test(name)) return recogniseHtml(text);
  throw refusal(`this is XML of another kind (its root is <${name.slice(0, 40)}>)`);
}

/** The name of the first element, after declarations and comments. */
function rootName(text: string): string | undefined {
  let at = text.search(/\S/);
  while (at >= 0 && at < text.length) {
    if (text[at] !== '<') return undefined;
    const close = text.startsWith('<!--', at)
      ? '-->'
      : /^<[!?]/.test(text.slice(at, at + 2))
        ? '>'
        : '';
    if (close === '') return /^<([\p{L}_][^\s/>]*)/u.exec(text.slice(at, at + 120))?.[1];
    const end = text.indexOf(close, at);
    if (end < 0) return undefined;
    at = end + close.length;
    at += text.slice(at, at + 100_000).search(/\S|$/);
  }
  return undefined;
}

function recogniseJson(text: string): TextFormat {
  const has = (...names: string[]) => names.every((name) => text.includes(`"${name}"`));
  if (has('location', 'new', 'seq')) return 'parltrack-json';
  if (has('type', 'num', 'parent', 'text')) return 'proposal-tree-json';
  throw refusal('this is JSON that holds neither amendments (Parltrack) nor the tree of a text');
}

/** Classes and identifiers tell the layout; which quotation marks a page uses does not matter. */
function recogniseHtml(text: string): TextFormat {
  const has = (pattern: RegExp) => pattern.test(text);
  if (has(proposalStyle)) return 'eurlex-proposal-html';
  const isAmendments = has(/class=["'](?:oj-)?tbl-hdr/) && has(/class=["'](?:oj-)?ti-grseq-1/);
  const hasPreamble = has(/id=["'](?:rct_1|pbl_1|enc_1)["']/);
  const isAct = hasPreamble || has(/class=["'](?:oj-)?ti-(?:art|section-1)|id=["']anx_/);
  if (isAmendments && !hasPreamble && has(/_TA(?:-PROV)?\s?\(\d{4}\)/)) return 'oj-amendments-html';
  if (isAct && has(/class=["'](?:oj-)?doc-ti/)) return 'oj-act-html';
  if (isAmendments) return 'oj-amendments-html';
  if (has(consolidated)) return 'consolidated-html';
  if (has(oldPage)) return 'old-page-html';
  if (has(/europarl\.europa\.eu/)) return 'parliament-page-html';
  if (hasBareArticles(text)) return 'old-page-html';
  throw otherHtml(has);
}

const proposalStyle =
  /class=["'](?:li )?(?:Titrearticle|ManualConsid|Consid[eé]?rant|Institutionquiagit|Annexetitre)/;

const consolidated = /class=["'](?:title-article-norm|title-doc-first|title-annex-1)/;
const oldPage = /id=["']?(?:TexteOnly|textTabContent)|<txt_te\b/i;

/** Pages without classes, from before 2004 or copied out of their frame: told by a first article. */
function hasBareArticles(text: string): boolean {
  const lines = text.matchAll(
    /<(?:p|h\d|div)(?:\s[^>]*)?>\s*(?:<(?:b|i|em|strong|span)\b[^>]*>\s*)*([^<]{5,30}?)\s*</gi,
  );
  return lines.some(([, line]) => isArticleNumber(line!));
}

function otherHtml(has: (pattern: RegExp) => boolean): DomainError {
  if (has(/eur-lex\.europa\.eu|publications\.europa\.eu/))
    return refusal(
      'this EUR-Lex page holds no text of an act; open the document’s HTML version and save that',
    );
  return new DomainError('bad-input', `${expected}, but this is a web page of another kind.`);
}
