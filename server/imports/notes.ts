/** What a person should know of an import besides its counts. */
import { columnRoleName } from '#domain/column-role.ts';
import { languageName } from '#domain/language-name.ts';
import type { LeavingRow } from '../four-column/service.ts';
import type { TablePlan } from '../four-column/table.ts';
import type { CurrentPosition, ReadDocument } from './queries.ts';

export function replacementNotes(
  document: ReadDocument,
  current: readonly CurrentPosition[],
  { table }: TablePlan,
): string[] {
  const notes: string[] = [];
  const inPlace = current.find(({ role }) => role === document.role);
  if (inPlace) notes.push(replacement(inPlace));
  const twin = current.find((one) => one.sha256 === document.sha256 && one.role !== document.role);
  if (twin)
    notes.push(`The same file stands in the column “${columnRoleName(twin.role)}” already.`);
  const proposal = current.find(({ role, kind }) => role === 'proposal' && kind !== 'summaries');
  notes.push(...otherLanguages(document, current));
  if (document.kind === 'amendments' && !proposal)
    notes.push('The amendments are shown without the proposal’s text until that is imported.');
  if (document.role === 'proposal') notes.push(...placeless(table.unread));
  return notes;
}

const rowsNamedAtMost = 10;

/** Which rows an import takes out of the table, and what people have worked on in them. */
export function leavingNotes(total: number, rows: readonly LeavingRow[]): readonly string[] {
  if (total === 0) return [];
  const named = rows.filter(({ citation }) => citation !== null).slice(0, rowsNamedAtMost);
  const more = total - named.length;
  const names = [
    ...(named.length > 0
      ? [named.map(({ number, citation }) => `${number} (${citation})`).join(', ')]
      : []),
    ...(more > 0 && named.length > 0 ? [`and ${more} more`] : []),
  ].join(' ');
  const which = names === '' ? '' : ` – ${names}`;
  const leave = `Rows that no text has any longer leave the table: ${total}${which}.`;
  return [leave, ...hangingNotes(rows)];
}

function hangingNotes(rows: readonly LeavingRow[]): readonly string[] {
  const count = (has: (row: LeavingRow) => boolean, what: string) => {
    const found = rows.filter(has).length;
    return found === 0 ? [] : [`${found} ${found === 1 ? 'has' : 'have'} ${what}`];
  };
  const counts = [
    ...count(({ hasStatus }) => hasStatus, 'a status'),
    ...count(({ hasAssignee }) => hasAssignee, 'somebody who has taken it on'),
    ...count(({ hasDiscussion }) => hasDiscussion, 'a discussion'),
    ...count(({ hasAgreement }) => hasAgreement, 'a written agreement'),
  ];
  if (counts.length === 0) return [];
  return [
    `Of the rows that leave the table, ${listed(counts)}. That stays in the history and in frozen rounds, and returns when the provision returns. Freeze the table as a round first, so that it can still be read there.`,
  ];
}

function listed(items: readonly string[]): string {
  const last = items.at(-1)!;
  return items.length === 1 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

const namedAtMost = 5;

/** A proposal decides where the amendments that are there already find a place. */
function placeless(unread: TablePlan['table']['unread']): string[] {
  return [...Map.groupBy(unread, ({ role }) => role)].map(([role, parts]) => {
    const places = [...new Set(parts.map(({ where }) => where))];
    const named = places.slice(0, namedAtMost).join(', ');
    const more = places.length > namedAtMost ? ` and ${places.length - namedAtMost} more` : '';
    const [what, find] = places.length === 1 ? ['amendment', 'finds'] : ['amendments', 'find'];
    return `With this proposal, ${places.length} ${what} of the column “${columnRoleName(role)}” ${find} no place: ${named}${more}.`;
  });
}

/** Texts are compared with the proposal; a proposal that comes later, with what is there. */
function otherLanguages(document: ReadDocument, current: readonly CurrentPosition[]): string[] {
  const isProposal = document.role === 'proposal';
  return current
    .filter(({ role, kind }) => kind !== 'summaries' && (role === 'proposal') !== isProposal)
    .filter(({ language }) => language !== document.language)
    .map(({ role, language }) => {
      const [there, here] = [languageName(language), languageName(document.language)];
      const text = isProposal ? `text in the column “${columnRoleName(role)}”` : 'proposal';
      return `The ${text} is in ${there} and this text in ${here}: they cannot be compared word by word. Take the file in ${there}, if there is one.`;
    });
}

/** A column holds one text at a time: whoever gives a second one must know what becomes of the first. */
function replacement({ document, fileName, kind, role }: CurrentPosition): string {
  const elsewhere = `To keep both in view, leave the column “${columnRoleName(role)}” as it is and choose another one for this text.`;
  if (kind === 'summaries')
    return `This replaces the summaries, which are kept as an earlier state of the column. ${elsewhere}`;
  return `This replaces ${document ?? fileName}, which is kept as an earlier text of the column. ${elsewhere}`;
}
