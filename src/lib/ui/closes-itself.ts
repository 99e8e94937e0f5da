import { on } from 'svelte/events';
import type { Attachment } from 'svelte/attachments';

/** What opens over the page closes by Esc, by a click elsewhere, and when the focus leaves it. */
export const closesItself: Attachment<HTMLDetailsElement> = (details) => {
  const leaveFor = (target: EventTarget | null) => {
    if (target instanceof Node && !details.contains(target)) details.open = false;
  };
  const offs = [
    on(document, 'pointerdown', ({ target }) => leaveFor(target)),
    on(details, 'focusout', ({ relatedTarget }) => leaveFor(relatedTarget)),
    on(document, 'keydown', ({ key }) => {
      if (key !== 'Escape' || !details.open) return;
      details.open = false;
      details.querySelector('summary')?.focus();
    }),
  ];
  return () => offs.forEach((off) => off());
};
