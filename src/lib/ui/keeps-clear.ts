import type { Attachment } from 'svelte/attachments';

/** What sticks to the top of the page covers nothing that somebody goes to. */
export const keepsClear = keepsClearAt('scrollPaddingTop');

/** The same of what sticks to the foot of the page. */
export const keepsClearBelow = keepsClearAt('scrollPaddingBottom');

function keepsClearAt(edge: 'scrollPaddingTop' | 'scrollPaddingBottom'): Attachment<HTMLElement> {
  return (sticky) => {
    const { style } = document.documentElement;
    const measure = () => {
      const sticks = getComputedStyle(sticky).position === 'sticky';
      style[edge] = sticks ? `${sticky.offsetHeight}px` : '0';
    };
    const observer = new ResizeObserver(measure);
    measure();
    observer.observe(sticky);
    return () => {
      observer.disconnect();
      style[edge] = '';
    };
  };
}
