/** Small Word documents, written by hand. */
import { zipSync } from 'fflate';
import { bytesOf } from './support.ts';

export function zipped(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const entries = Object.entries(files).map(
    ([name, held]) => [name, typeof held === 'string' ? bytesOf(held) : held] as const,
  );
  return zipSync(Object.fromEntries(entries));
}

const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

export function wordXml(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><w:document ${namespace}><w:body>${body}</w:body></w:document>`;
}

/** A document of this content, with further files beside it. */
export function wordFile(
  body: string,
  others: Readonly<Record<string, string | Uint8Array>> = {},
): Uint8Array {
  return zipped({ 'word/document.xml': wordXml(body), ...others });
}

export function footer(content: string): string {
  return `<w:ftr ${namespace}>${content}</w:ftr>`;
}

/** Words of a run; `<…>` and `{…}` are the hidden ones of Parliament's template. */
function runs(text: string): string {
  return text
    .split(/(<[^>]*>|\{[^}]*\})/)
    .filter(Boolean)
    .map((part) => (/^[<{]/.test(part) ? run(part, '<w:rStyle w:val="HideTWBExt"/>') : run(part)))
    .join('');
}

export function run(text: string, properties = ''): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${escaped}</w:t></w:r>`;
}

export function paragraph(text: string, style = 'Normal'): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${runs(text)}</w:p>`;
}

export function cell(text: string, properties = '', style = 'Normal6'): string {
  const lines = text.split('\n').map((line) => paragraph(line, style));
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${lines.join('')}</w:tc>`;
}

export function row(...cells: readonly string[]): string {
  return `<w:tr>${cells.join('')}</w:tr>`;
}

export function table(...rows: readonly string[]): string {
  return `<w:tbl>${rows.join('')}</w:tbl>`;
}

/** A row that spans so many columns. */
export function wideRow(text: string, span: number): string {
  return row(cell(text, `<w:gridSpan w:val="${span}"/>`));
}
