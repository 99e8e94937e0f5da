import type { DocumentFormat } from '#server/imports/formats/imported-document.ts';

const names: Readonly<Record<DocumentFormat, string>> = {
  'eurlex-proposal-html': 'Commission proposal (EUR-Lex HTML)',
  'oj-amendments-html': 'Amendments in the Official Journal (HTML)',
  'oj-act-html': 'Text in the Official Journal (HTML)',
  formex: 'Formex (Official Journal)',
  'akoma-ntoso': 'Akoma Ntoso',
  'ep-amendments-docx': 'Parliament’s amendments (Word)',
  'four-column-docx': 'Four-column table (Word)',
};

/** What a person calls the format that programs are told by its code. */
export function formatName(code: string): string {
  return names[code as DocumentFormat] ?? code;
}
