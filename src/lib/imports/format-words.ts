import type { DocumentFormat } from '#server/imports/formats/imported-document.ts';

const names: Readonly<Record<DocumentFormat, string>> = {
  'eurlex-proposal-html': 'Commission proposal (EUR-Lex HTML)',
  'oj-amendments-html': 'Amendments in the Official Journal (HTML)',
  'oj-act-html': 'Text in the Official Journal (HTML)',
  'consolidated-html': 'Consolidated text (EUR-Lex HTML)',
  'old-page-html': 'Old EUR-Lex page, text only (HTML)',
  'parliament-page-html': 'Page of the Parliament’s site (HTML)',
  'proposal-tree-json': 'Text as a tree (JSON)',
  'parltrack-json': 'Amendments from Parltrack (JSON)',
  formex: 'Formex (Official Journal)',
  'akoma-ntoso': 'Akoma Ntoso',
  'ep-amendments-docx': 'Parliament’s amendments (Word)',
  'four-column-docx': 'Four-column table (Word)',
};

/** What a person calls the format that programs are told by its code. */
export function formatName(code: string): string {
  return names[code as DocumentFormat] ?? code;
}
