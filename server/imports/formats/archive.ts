/**
 * A ZIP archive, as Word documents and drafting packages are. Its own list of contents is read
 * first, and only what is asked for is unpacked: in small pieces and counted as it comes out, since
 * what an archive says of its sizes may be wrong. So a file made to grow without end costs little
 * before it is refused.
 */
import { Inflate } from 'fflate';
import { DomainError } from '#domain/errors.ts';

/** The longest table we know of, of some 900 pages, would have some 20 MB. */
const limits = {
  entries: 2000,
  oneEntry: 48 * 1024 * 1024,
  together: 96 * 1024 * 1024,
  /** Word’s markup repeats itself: the institutions’ files shrink to a twentieth. */
  growth: 250,
  /** Below this size growth harms nobody. */
  small: 1024 * 1024,
};

interface Entry {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localEntry = 0x04034b50;

export class Archive {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #entries: ReadonlyMap<string, Entry>;
  #unpacked = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#entries = this.#whole(() => this.#readDirectory());
  }

  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** Undefined where there is no such file in it. */
  read(name: string): Uint8Array | undefined {
    const entry = this.#entries.get(name);
    if (!entry) return undefined;
    if (entry.isEncrypted) throw isProtected();
    this.#refuseLarge(entry.size, entry);
    return this.#whole(() => this.#unpack(entry));
  }

  /** Whatever goes wrong in reading it, the archive is damaged. */
  #whole<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw error instanceof DomainError ? error : damaged();
    }
  }

  #readDirectory(): ReadonlyMap<string, Entry> {
    const end = this.#endOfDirectory();
    const count = this.#view.getUint16(end + 10, true);
    if (count > limits.entries) throw tooManyEntries(count);
    const entries = new Map<string, Entry>();
    let at = this.#view.getUint32(end + 16, true);
    for (let index = 0; index < count; index++) {
      if (this.#view.getUint32(at, true) !== directoryEntry) throw damaged();
      const [entry, next] = this.#entryAt(at);
      if (!entries.has(entry.name)) entries.set(entry.name, entry);
      at = next;
    }
    return entries;
  }

  /** It stands last, before a comment of at most 65 535 bytes. */
  #endOfDirectory(): number {
    const last = this.#bytes.length - 22;
    for (let at = last; at >= Math.max(0, last - 65_535); at--)
      if (this.#view.getUint32(at, true) === endOfDirectory) return at;
    throw damaged();
  }

  #entryAt(at: number): readonly [entry: Entry, next: number] {
    const short = (offset: number) => this.#view.getUint16(at + offset, true);
    const long = (offset: number) => this.#view.getUint32(at + offset, true);
    const nameEnd = at + 46 + short(28);
    const entry: Entry = {
      name: new TextDecoder().decode(this.#bytes.subarray(at + 46, nameEnd)),
      isEncrypted: (short(8) & 1) === 1,
      method: short(10),
      packed: long(20),
      size: long(24),
      offset: long(42),
    };
    return [entry, nameEnd + short(30) + short(32)];
  }

  #unpack(entry: Entry): Uint8Array {
    const { offset, packed, method } = entry;
    if (this.#view.getUint32(offset, true) !== localEntry) throw damaged();
    const start =
      offset +
      30 +
      this.#view.getUint16(offset + 26, true) +
      this.#view.getUint16(offset + 28, true);
    if (start + packed > this.#bytes.length) throw damaged();
    const bytes = this.#bytes.subarray(start, start + packed);
    if (method !== 0 && method !== 8) throw damaged();
    const unpacked = method === 0 ? bytes : this.#inflate(bytes, entry);
    if (unpacked.length !== entry.size) throw damaged();
    this.#unpacked += unpacked.length;
    return unpacked;
  }

  #inflate(packed: Uint8Array, entry: Entry): Uint8Array {
    const pieces: Uint8Array[] = [];
    let size = 0;
    let isWhole = false;
    const inflate = new Inflate((piece, isLast) => {
      pieces.push(piece);
      size += piece.length;
      isWhole ||= isLast;
      if (size > entry.size) throw damaged();
    });
    for (let at = 0; at < packed.length; at += pieceSize)
      inflate.push(packed.subarray(at, at + pieceSize), at + pieceSize >= packed.length);
    if (!isWhole) throw damaged();
    return joined(pieces, size);
  }

  #refuseLarge(size: number, { packed }: Entry): void {
    const grows = size > limits.small && size > packed * limits.growth;
    if (grows || size > limits.oneEntry || this.#unpacked + size > limits.together)
      throw growsTooMuch();
  }
}

/** A byte may grow to a thousand, so that a piece is never more than some megabytes. */
const pieceSize = 4096;

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function damaged(): DomainError {
  return new DomainError(
    'bad-input',
    'Expected a complete Word document or package, but this one breaks off or is damaged inside. Download it again.',
  );
}

function isProtected(): DomainError {
  return new DomainError(
    'bad-input',
    'Expected a document that anybody can open, but this one is protected with a password. Save it without one and import it again.',
  );
}

function tooManyEntries(count: number): DomainError {
  return new DomainError(
    'too-large',
    `Expected a Word document or a package of some dozen files, but this archive holds ${count}. Take the file that you want out of it.`,
  );
}

function growsTooMuch(): DomainError {
  return new DomainError(
    'too-large',
    'Expected a document of a thousand pages at most, but this archive grows far beyond that when it is unpacked. Check that it is the right file.',
  );
}
