/**
 * When mail that did not go is tried again: soon at first, as a server may only be starting anew,
 * then less and less often, and after a day no more.
 */
const minute = 60_000;
const delays = [1, 5, 30, 120].map((minutes) => minutes * minute);
const longestWait = 24 * 60 * minute;

/** The next attempt after this many, or null when the mail has waited long enough. */
export function nextAttempt(createdAt: Date, attempts: number, now: Date): Date | null {
  const delay = delays[Math.min(attempts, delays.length) - 1] ?? minute;
  const next = new Date(now.getTime() + delay);
  return next.getTime() - createdAt.getTime() > longestWait ? null : next;
}
