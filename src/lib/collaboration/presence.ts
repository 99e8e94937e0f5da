/** Who is in a draft, as its page shows them: each person once, however many tabs they have. */
export interface Presence {
  readonly id: string;
  readonly name: string;
  /** Six hexadecimal digits after a "#". */
  readonly color: string;
}

/** Reads what the others' browsers and the server say; what is malformed is left out. */
export function peopleIn(states: Iterable<unknown>): readonly Presence[] {
  const people = new Map<string, Presence>();
  for (const state of states) {
    const user = (state as { user?: unknown } | null)?.user;
    if (isPresence(user) && !people.has(user.id)) people.set(user.id, user);
  }
  return [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

function isPresence(user: unknown): user is Presence {
  if (typeof user !== 'object' || user === null) return false;
  const { id, name, color } = user as Record<string, unknown>;
  return (
    typeof id === 'string' &&
    typeof name === 'string' &&
    typeof color === 'string' &&
    /^#[0-9a-f]{6}$/i.test(color)
  );
}
