/**
 * Which row of an earlier table a row is. What hangs on a row – its status, its discussion, the
 * agreement written in it – was said of its words; so a row is the same only if its words are.
 *
 * The base column is asked first, then the others together. There, a row is in this order
 * - the one with the same words under the same path;
 * - the one with the same words elsewhere: it has moved;
 * - the one with like words under the same path: its text was changed;
 * - the one with much the same words elsewhere: it has moved and was changed.
 *
 * A summary is what its key says, whatever its words; a provision without words is what its path
 * says. So rows keep their number through every import, and have it again when they come back.
 * Of several the later row is taken, if that is not another row already.
 */
import { type Cell, type CellPart, type ColumnRole } from './four-column.ts';
import { similarPairs } from './similar-pairs.ts';
import { type Fingerprint, fingerprints, similarity } from './text-similarity.ts';
import { plainWording } from './wording.ts';
import { bareWords } from './words.ts';

/** What a row is known by in one of its columns. */
export type KnownCell = Pick<Cell, 'path' | 'state' | 'text'> & {
  readonly parts?: readonly Pick<CellPart, 'path' | 'text'>[];
};

/**
 * A row of the table as it was, or one that has left it; these come first. Every `FourColumnRow`
 * is one. A row without cells only keeps its number from being given again.
 */
export interface EarlierRow {
  readonly number: string;
  readonly cells: Readonly<Partial<Record<ColumnRole, KnownCell>>>;
}

/** The columns by which a row is known. The law in force comes last, as it is not under negotiation. */
const identifying: readonly ColumnRole[] = [
  'proposal',
  'parliament',
  'council',
  'agreement',
  'existing-law',
];

/** The same, with the base first. */
export function rowOrder(base: ColumnRole | undefined): readonly ColumnRole[] {
  return identifying.toSorted((a, b) => Number(b === base) - Number(a === base));
}

type RowWithCells = Pick<EarlierRow, 'cells'>;

/** For each row, the earlier row that it is; no earlier row is given twice. */
export function recogniseRows(
  rows: readonly RowWithCells[],
  earlier: readonly EarlierRow[],
  base: ColumnRole | undefined,
): readonly (EarlierRow | undefined)[] {
  const found = new Map<RowWithCells, EarlierRow>();
  const used = new Set<EarlierRow>();
  const [first, ...others] = rowOrder(base).map(
    (role) => new Pairing(role, rows, earlier, found, used),
  );
  for (const columns of [first ? [first] : [], others]) {
    for (const column of columns) column.pairSameWordsInPlace();
    for (const column of columns) column.pairSameWordsElsewhere();
    for (const column of columns) column.pairLikeWords();
  }
  return rows.map((row) => found.get(row));
}

/** Likeness from which a text under its old path counts as changed, and not as another. */
const alikeInPlace = 0.5;
/** The same for one that stands elsewhere, where nothing but the words speaks for it. */
const alikeElsewhere = 0.7;
/** A text of fewer words than this is not looked for among like ones: too many are. */
const fewWords = 6;

interface Known<Row> {
  readonly row: Row;
  readonly path: string;
  /** Null for a summary, which is known by its path alone. */
  readonly words: string | null;
}

/** Brings rows and earlier rows together by what stands in one column. */
class Pairing {
  readonly #rows: readonly Known<RowWithCells>[];
  readonly #earlier: readonly Known<EarlierRow>[];
  readonly #found: Map<RowWithCells, EarlierRow>;
  readonly #used: Set<EarlierRow>;

  constructor(
    role: ColumnRole,
    rows: readonly RowWithCells[],
    earlier: readonly EarlierRow[],
    found: Map<RowWithCells, EarlierRow>,
    used: Set<EarlierRow>,
  ) {
    this.#rows = inColumn(rows, role);
    this.#earlier = inColumn(earlier, role);
    this.#found = found;
    this.#used = used;
  }

  get #open() {
    return this.#rows.filter(({ row }) => !this.#found.has(row));
  }

  get #free() {
    return this.#earlier.filter(({ row }) => !this.#used.has(row));
  }

  #pair(row: RowWithCells, earlier: EarlierRow): void {
    if (this.#found.has(row) || this.#used.has(earlier)) return;
    this.#found.set(row, earlier);
    this.#used.add(earlier);
  }

  pairSameWordsInPlace(): void {
    const byPlace = Map.groupBy(this.#free, placeAndWords);
    for (const one of this.#open) {
      const same = byPlace.get(placeAndWords(one))?.findLast(({ row }) => !this.#used.has(row));
      if (same) this.#pair(one.row, same.row);
    }
  }

  /** Several with the same words keep their order. */
  pairSameWordsElsewhere(): void {
    const byWords = Map.groupBy(this.#free, ({ words }) => words);
    for (const [words, rows] of Map.groupBy(this.#open, (one) => one.words)) {
      if (!words) continue;
      const same = byWords.get(words)?.slice(-rows.length) ?? [];
      same.forEach((earlier, index) => this.#pair(rows[index]!.row, earlier.row));
    }
  }

  pairLikeWords(): void {
    const [open, free] = [this.#open, this.#free];
    if (open.length === 0 || free.length === 0) return;
    const printOf = printsOf([...open, ...free]);
    this.#pairLikeInPlace(open, free, printOf);
    this.#pairLikeElsewhere(printOf);
  }

  #pairLikeInPlace(
    open: readonly Known<RowWithCells>[],
    free: readonly Known<EarlierRow>[],
    printOf: PrintOf,
  ): void {
    const byPath = Map.groupBy(free, ({ path }) => path);
    for (const one of open) {
      const like = byPath
        .get(one.path)
        ?.findLast((other) => !this.#used.has(other.row) && isLike(one, other, printOf));
      if (like) this.#pair(one.row, like.row);
    }
  }

  #pairLikeElsewhere(printOf: PrintOf): void {
    const [open, free] = [this.#open.filter(hasManyWords), this.#free.filter(hasManyWords)];
    const pairs = similarPairs(free.map(printOf), open.map(printOf))
      .filter(({ score }) => score >= alikeElsewhere)
      .toSorted((a, b) => b.score - a.score || a.after - b.after || b.before - a.before);
    for (const { before, after } of pairs) this.#pair(open[after]!.row, free[before]!.row);
  }
}

function inColumn<Row extends RowWithCells>(
  rows: readonly Row[],
  role: ColumnRole,
): readonly Known<Row>[] {
  return rows.flatMap((row) => {
    const cell = row.cells[role];
    return cell ? [{ row, path: cell.path, words: wordsOf(cell) }] : [];
  });
}

/** Of a cell that people have joined, those of the provision that its path names. */
function wordsOf({ path, state, text, parts }: KnownCell): string | null {
  if (state === 'summary') return null;
  return plainWording(parts?.find((part) => part.path === path)?.text ?? text);
}

function placeAndWords({ path, words }: Known<unknown>): string {
  return words === null ? path : `${path}\n${words}`;
}

type PrintOf = (one: Known<unknown>) => Fingerprint;

function printsOf(all: readonly Known<unknown>[]): PrintOf {
  const texts = [...new Set(all.map(({ words }) => words ?? ''))];
  const prints = fingerprints(texts);
  const byText = new Map(texts.map((text, index) => [text, prints[index]!]));
  return ({ words }) => byText.get(words ?? '')!;
}

/** A provision that was struck, or has no words of its own, is what its path says. */
function isLike(a: Known<unknown>, b: Known<unknown>, printOf: PrintOf): boolean {
  if (a.words === null || b.words === null) return a.words === b.words;
  if (a.words === '' || b.words === '') return true;
  return similarity(printOf(a), printOf(b)) >= alikeInPlace;
}

function hasManyWords({ words }: Known<unknown>): boolean {
  return words !== null && bareWords(words).length >= fewWords;
}
