/** The rooms that are open here. However many come at once, a document is loaded once. */
import type { Closing } from './close-codes.ts';
import { Room, type RoomParts } from './room.ts';

export class Rooms {
  readonly #parts: RoomParts;
  readonly #open = new Map<string, Room>();

  constructor(parts: RoomParts) {
    this.#parts = parts;
  }

  /** The room, loaded and held; the caller releases it. Throws when it cannot be loaded. */
  async hold(draftId: string): Promise<Room> {
    for (;;) {
      const room = this.#open.get(draftId) ?? this.#create(draftId);
      if (!room.hold()) {
        await room.ended;
        continue;
      }
      try {
        await room.loaded;
        return room;
      } catch (error) {
        room.release();
        throw error;
      }
    }
  }

  async with<T>(draftId: string, use: (room: Room) => T | Promise<T>): Promise<T> {
    const room = await this.hold(draftId);
    try {
      return await use(room);
    } finally {
      room.release();
    }
  }

  #create(draftId: string): Room {
    const room = new Room(draftId, this.#parts);
    this.#open.set(draftId, room);
    void room.ended.then(() => {
      if (this.#open.get(draftId) === room) this.#open.delete(draftId);
    });
    return room;
  }

  find(draftId: string): Room | undefined {
    return this.#open.get(draftId);
  }

  get all(): readonly Room[] {
    return [...this.#open.values()];
  }

  watch(now: number): void {
    for (const room of this.#open.values()) room.watch(now);
  }

  shutAll(closing: Closing): void {
    for (const room of this.all) room.shut(closing);
  }
}
