import type { Attachment } from 'svelte/attachments';

/** What sticks to the top of the page covers nothing that somebody goes to. */
export const keepsClear: Attachment<HTMLElement> = (sticky) => {
  const { style } = document.documentElement;
  const measure = () => {
    const sticks = getComputedStyle(sticky).position === 'sticky';
    style.scrollPaddingTop = sticks ? `${sticky.offsetHeight}px` : '0';
  };
  const observer = new ResizeObserver(measure);
  measure();
  observer.observe(sticky);
  return () => {
    observer.disconnect();
    style.scrollPaddingTop = '';
  };
};
