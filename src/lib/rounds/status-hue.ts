import type { StatusLook } from '#domain/status-legend.ts';

const hues: Readonly<Record<StatusLook, string>> = {
  agreed: 'var(--success)',
  technical: 'var(--warning)',
  political: 'var(--danger)',
  open: 'var(--line)',
  suggested: 'var(--accent)',
  other: 'var(--soft-ink)',
};

/** The colour of a status; always shown with its shape and letter. */
export function statusHue(look: StatusLook): string {
  return hues[look];
}
