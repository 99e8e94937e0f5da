/** The timeline's state lives in its address, so that it works without JavaScript and can be sent. */

export interface TimelineView {
  /** The event whose card is open. */
  readonly event: string | null;
  /** Only this year. */
  readonly year: number | null;
  /** Wide enough for more labels, and scrolled. */
  readonly wide: boolean;
}

export function readTimelineView(parameters: URLSearchParams): TimelineView {
  const year = Number(parameters.get('year'));
  return {
    event: parameters.get('event'),
    year: Number.isInteger(year) && year > 1950 && year < 2100 ? year : null,
    wide: parameters.has('wide'),
  };
}

/** `base` is the procedure's own address. */
export function timelineAddress(base: string, view: Partial<TimelineView>): string {
  const parameters = new URLSearchParams();
  if (view.wide) parameters.set('wide', '');
  if (view.year) parameters.set('year', String(view.year));
  if (view.event) parameters.set('event', view.event);
  const query = parameters.size > 0 ? `?${parameters}` : '';
  return `${base}/timeline${query}${view.event ? '#selected' : ''}`;
}
