/**
 * A cell of several provisions, where somebody has made one row of two. What it says as a whole is
 * told of it as of any cell; its parts are kept beside.
 */
import type { Cell, CellPart, CellState } from './four-column.ts';

/** The provisions of a cell, in the order of the text. */
export function partsOf(cell: Cell): readonly CellPart[] {
  return cell.parts ?? [onlyPart(cell)];
}

function onlyPart({ path, citation, text, state, locator }: Cell): CellPart {
  return { path, citation, text, state, locator };
}

/** One cell of one or more provisions, in the order of the text. */
export function joinedCell(parts: readonly CellPart[]): Cell {
  const [first] = parts;
  if (first === undefined) throw new Error('A cell holds a provision at least.');
  if (parts.length === 1) return first;
  const texts = parts.flatMap(({ text }) => (text === '' ? [] : [text]));
  return {
    path: first.path,
    citation: parts.map(({ citation }) => citation).join(' and '),
    text: texts.join('\n'),
    state: joinedState(parts),
    locator: [...new Set(parts.map(({ locator }) => locator))].join('; '),
    parts,
  };
}

/** Several that are all unchanged, all new or all deleted are so together; else they are a text. */
function joinedState(parts: readonly CellPart[]): CellState {
  const states = new Set(parts.map(({ state }) => state));
  return states.size === 1 ? parts[0]!.state : 'text';
}
