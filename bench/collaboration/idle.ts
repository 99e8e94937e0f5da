/** Sockets that do nothing but be there, each with the presence that the standard client shows. */
import { awareness } from '#server/collaboration/wire.ts';
import { Seat, type Target } from './seat.ts';

export interface IdlePlan {
  readonly target: Target;
  readonly firstRoom: number;
  /** They sit down in these rooms in turn. */
  readonly rooms: number;
  readonly sockets: number;
}

/** So many come at once. */
const crowd = 50;

const seats: Seat[] = [];

export const idle = {
  sitIdle: async ({ target, firstRoom, rooms, sockets }: IdlePlan): Promise<void> => {
    for (let begin = 0; begin < sockets; begin += crowd) {
      const size = Math.min(crowd, sockets - begin);
      const coming = Array.from({ length: size }, (_, i) =>
        Seat.open(target, firstRoom + ((begin + i) % rooms), begin + i),
      );
      for (const seat of await Promise.all(coming)) show(seat);
    }
  },
  leaveIdle: async (): Promise<void> => {
    await Promise.all(seats.splice(0).map((seat) => seat.leave()));
  },
};

function show(seat: Seat): void {
  const client = 3_000_000 + seats.push(seat);
  seat.sendPresence(awareness([{ client, clock: 0, json: '{}' }]));
}
