/**
 * White space. The files are pretty-printed: a line break between two inline elements is no
 * part of the text, a plain or no-break blank is. Footnote marks and Parliament's sign for a
 * deletion (▌) vanish, and with them the blank that would then stand before a full stop.
 */

/** Stands in raw text where something was taken out. */
export const GONE = '\uE000';
const deletionSign = '▌';

/** The words of one text node; empty where it holds only the breaks of pretty-printing. */
export function wordsOfNode(value: string): string {
  if (value.includes('\n') && /^[ \t\r\n\f]*$/.test(value)) return '';
  return value.replace(/[\u00AD\u200B\uFEFF]/g, '').replace(/\s+/g, ' ');
}

/** Raw text of a paragraph as it is kept: single blanks, nothing at its ends. */
export function tidy(raw: string): string {
  const single = raw.replaceAll(deletionSign, GONE).replace(/ {2,}/g, ' ');
  return closeGaps(single)
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

function closeGaps(raw: string): string {
  if (!raw.includes(GONE)) return raw;
  // The brackets around the mark of a footnote are part of the mark.
  const bare = raw.replace(/\( *\uE000 *\)/g, GONE);
  return bare.replace(/[ \uE000]*\uE000[ \uE000]*/g, (gap: string, at: number) => {
    const next = bare[at + gap.length];
    if (next === undefined || /[\n.,;:!?)\]’”»]/.test(next)) return '';
    return gap.includes(' ') ? ' ' : '';
  });
}

/** Whether raw text consists of nothing but signs for deletions. */
export function isDeletionMark(raw: string): boolean {
  return raw.includes(deletionSign) && tidy(raw) === '';
}

/** The first words of a text, to show where something stands. */
export function beginning(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57).trimEnd()}…`;
}
