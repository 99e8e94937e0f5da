/** A document with a long history, and how long somebody waits for it who opens it. */
import * as Y from 'yjs';
import { inTime } from './arrivals.ts';
import { Seat, type Target } from './seat.ts';
import { framesOf, human, write } from './writing.ts';

export interface HistoryPlan {
  readonly target: Target;
  readonly room: number;
  readonly content: Uint8Array;
  readonly people: number;
  readonly editsEach: number;
}

export interface JoinPlan {
  readonly target: Target;
  readonly room: number;
}

export interface Joined {
  /** In milliseconds from the first word to the server, until each was so. */
  readonly opened: number;
  readonly received: number;
  readonly applied: number;
  readonly state: Uint8Array;
}

const staying: Seat[] = [];

export const join = {
  /** Each edit goes out on its own; the server takes a thousand a second from each. */
  typeHistory: async ({ target, room, people, ...plan }: HistoryPlan): Promise<void> => {
    const writers = Array.from({ length: people }, async (_, person) => {
      const { content, editsEach: keys } = plan;
      const frames = framesOf(write({ content, keys, seed: person, habits: human }));
      const seat = await Seat.open(target, room, person);
      return { seat, frames };
    });
    await Promise.all(
      (await Promise.all(writers)).map(async ({ seat, frames }) => {
        for (const frame of frames) seat.sendContent(frame);
        await stored(seat);
        await seat.leave();
      }),
    );
  },
  /** Stays in the room until `leaveRooms`. */
  stay: async ({ target, room }: JoinPlan): Promise<void> => {
    staying.push(await Seat.open(target, room, 0));
  },
  /** Stays where no server answers, and gives this to everybody who asks. */
  hold: async ({ target, room, state }: JoinPlan & { state: Uint8Array }): Promise<void> => {
    const seat = await Seat.open(target, room, 0);
    seat.onQuestion = () => seat.answer(state);
    staying.push(seat);
  },
  join: async ({ target, room }: JoinPlan): Promise<Joined> => {
    const begun = performance.now();
    const seat = new Seat(target, room, 1);
    let opened = NaN;
    seat.onOpen(() => {
      opened = performance.now() - begun;
      seat.greet();
    });
    const whole = new Promise<Uint8Array>((resolve) => (seat.onState = resolve));
    const state = await inTime(whole, () => 'Nobody sent the document.');
    const received = performance.now() - begun;
    Y.applyUpdate(new Y.Doc(), state);
    const applied = performance.now() - begun;
    await seat.leave();
    return { opened, received, applied, state };
  },
  leaveRooms: async (): Promise<void> => {
    await Promise.all(staying.splice(0).map((seat) => seat.leave()));
  },
};

function stored(seat: Seat): Promise<void> {
  const isStored = new Promise<void>((resolve) => {
    seat.onStored = () => seat.stored >= seat.sent && resolve();
  });
  return inTime(isStored, () => `${seat.sent - seat.stored} edits were never stored.`);
}
