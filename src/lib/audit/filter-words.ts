/** How deeds and kinds are called where one chooses among them. */
import { type AuditAction, auditDeeds, type AuditTarget } from '#domain/audit.ts';

/** "Changed the role of" */
export function deedWords(action: AuditAction): string {
  return capitalised(auditDeeds[action]);
}

/** "Share link" */
export function targetWords(kind: AuditTarget): string {
  return capitalised(kind === 'position' ? 'text in a column' : kind.replace('-', ' '));
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
