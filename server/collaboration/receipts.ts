/**
 * What one socket may be told is stored. Its frames are counted as they come; a mark says that
 * the first so many of them are stored once the room has stored all up to a position.
 */
interface Mark {
  readonly frames: number;
  readonly position: number;
}

export class Receipts {
  #marks: Mark[] = [];

  mark(frames: number, position: number): void {
    if (this.#marks.at(-1)?.position === position) this.#marks.pop();
    this.#marks.push({ frames, position });
  }

  /** The number of frames that are newly stored at this position; undefined if none are. */
  settle(stored: number): number | undefined {
    let frames: number | undefined;
    while (this.#marks[0] && this.#marks[0].position <= stored)
      frames = this.#marks.shift()?.frames;
    return frames;
  }
}
