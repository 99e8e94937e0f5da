/** A provision while it is being put together, with what the builder must remember of it. */
import { formatCitation } from '#domain/citation.ts';
import { kindOfPath } from '#domain/provision-path.ts';
import type { Provision, ProvisionKind } from '#domain/provision.ts';

export interface ProvisionNode {
  readonly path: string;
  readonly kind: ProvisionKind;
  readonly number: string | null;
  readonly parent: ProvisionNode | null;
  /** Key of a list item; null for dashes and for everything that is no item. */
  readonly key: string | null;
  /** How deep the source sets it; only of list items. */
  readonly indent: number;
  text: string;
  /** How many unnumbered texts it has so far, its own first one included. */
  texts: number;
  dashes: number;
  children: number;
  /** The last of its further texts, which holds the points that come next. */
  lastText: ProvisionNode | null;
  /** The last item of its own outermost list, to carry the list on after an interruption. */
  lastItem: ProvisionNode | null;
}

export function newNode(
  path: string,
  number: string | null,
  parent: ProvisionNode | null,
  more: { key?: string | null; indent?: number; text?: string } = {},
): ProvisionNode {
  return {
    path,
    kind: kindOfPath(path),
    number,
    parent,
    key: more.key ?? null,
    indent: more.indent ?? 0,
    text: more.text ?? '',
    texts: 0,
    dashes: 0,
    children: 0,
    lastText: null,
    lastItem: null,
  };
}

export function toProvision(node: ProvisionNode): Provision {
  const { path, kind, number, text } = node;
  return { path, kind, number, text, locator: locatorOf(node) };
}

/** "Article 5(2), point (a)"; a lone annex is "Annex". */
function locatorOf(node: ProvisionNode): string {
  const paragraph = ancestor(node, 'paragraph');
  const citation = formatCitation(withoutSuffix(node.path), paragraph?.number != null);
  const annex = ancestor(node, 'annex');
  return annex && annex.number === null
    ? citation.replace(/^Annex \S+?(?=,|$)/, 'Annex')
    : citation;
}

/** A path that occurred before carries "--2"; see the builder. */
function withoutSuffix(path: string): string {
  return path.replace(/--\d+/g, '');
}

function ancestor(node: ProvisionNode, kind: ProvisionKind): ProvisionNode | null {
  for (let at: ProvisionNode | null = node; at; at = at.parent) if (at.kind === kind) return at;
  return null;
}

export function append(node: ProvisionNode, text: string): void {
  if (text === '') return;
  node.text = node.text === '' ? text : `${node.text}\n${text}`;
}

/** Articles, divisions and annexes hold their heading; their words come in parts of their own. */
export function holdsOwnWords(node: ProvisionNode): boolean {
  return !['article', 'division', 'annex', 'annex-part'].includes(node.kind);
}

export function isAnnexLike(node: ProvisionNode): boolean {
  return node.kind === 'annex' || node.kind === 'annex-part';
}
