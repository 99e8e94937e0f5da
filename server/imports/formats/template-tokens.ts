/**
 * Parliament's Word template keeps hidden words among those that are seen, which say what stands
 * between them: `<NumAm>355</NumAm>`. A value for programs may stand first: `{EN}en`. A token may be
 * cut into several runs, and other programs than Word may show it.
 */
import { type WordParagraph, tidyLine } from './word-document.ts';

export type TemplateEvent =
  | { readonly kind: 'open'; readonly name: string }
  | { readonly kind: 'close'; readonly name: string }
  /** "{04/03/2013}", without the braces. */
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'text'; readonly text: string };

const [hiddenFrom, hiddenTo] = ['\uE001', '\uE002'];
const token = /<(\/?)([A-Z][A-Za-z\d]*(?:-[A-Z][A-Za-z]*)?)>/;
const pieces = new RegExp(`${token.source}|${hiddenFrom}([^${hiddenTo}]*)${hiddenTo}`, 'g');
const hiddenPieces = new RegExp(`${token.source}|\\{([^{}]*)\\}`, 'g');

export function templateEvents(paragraph: WordParagraph): readonly TemplateEvent[] {
  const written = paragraph.runs
    .filter(({ isStruck }) => !isStruck)
    .map(({ text, isHidden }) => (isHidden ? hiddenFrom + text + hiddenTo : text))
    .join('')
    .replaceAll(hiddenTo + hiddenFrom, '');
  const events: TemplateEvent[] = [];
  let at = 0;
  for (const match of written.matchAll(pieces)) {
    addText(written.slice(at, match.index), events);
    if (match[2] !== undefined) events.push(tag(match[1]!, match[2]));
    else addHidden(match[3]!, events);
    at = match.index + match[0].length;
  }
  addText(written.slice(at), events);
  return events;
}

function addText(text: string, events: TemplateEvent[]): void {
  const words = text.replaceAll(hiddenFrom, '').replaceAll(hiddenTo, '');
  if (tidyLine(words) !== '') events.push({ kind: 'text', text: words });
}

/** What is hidden and is neither token nor value is not meant for readers. */
function addHidden(text: string, events: TemplateEvent[]): void {
  for (const [, slash, name, value] of text.matchAll(hiddenPieces)) {
    if (name !== undefined) events.push(tag(slash!, name));
    else if (value !== undefined) events.push({ kind: 'value', value });
  }
}

function tag(slash: string, name: string): TemplateEvent {
  return slash === '' ? { kind: 'open', name } : { kind: 'close', name };
}

/** Whether a paragraph opens an amendment of the template. */
export function opensAmendment(paragraph: WordParagraph): boolean {
  return /<(?:Amend|NumAm)>/.test(paragraph.runs.map(({ text }) => text).join(''));
}
