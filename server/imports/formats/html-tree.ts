/** The tree of an HTML file, as parse5 makes it: never scripts, never anything fetched. */
import { type DefaultTreeAdapterTypes as Tree, parse } from 'parse5';
import { shallowTree } from './nesting.ts';

export type HtmlNode = Tree.ChildNode;
export type HtmlElement = Tree.Element;

export function parseHtml(text: string): HtmlElement {
  const document = parse(text, { scriptingEnabled: false, treeAdapter: shallowTree });
  return document.childNodes.find(isElement)!;
}

export function isElement(node: HtmlNode | Tree.ParentNode): node is HtmlElement {
  return 'tagName' in node;
}

export function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

/** The classes, without the prefix "oj-" that the Official Journal's pages have since 2022. */
export function classesOf(element: HtmlElement): readonly string[] {
  const names = attribute(element, 'class')?.trim();
  return names ? names.split(/\s+/).map((name) => name.replace(/^oj-/, '')) : [];
}

export function childElements(element: HtmlElement): readonly HtmlElement[] {
  return element.childNodes.filter(isElement);
}

/** Every element below, in reading order, for as long as `enter` allows to go into it. */
export function* descendants(
  element: HtmlElement,
  enter: (element: HtmlElement) => boolean = () => true,
): Generator<HtmlElement> {
  for (const child of childElements(element)) {
    yield child;
    if (enter(child)) yield* descendants(child, enter);
  }
}

export function firstWithin(
  element: HtmlElement,
  test: (element: HtmlElement) => boolean,
): HtmlElement | undefined {
  for (const one of descendants(element)) if (test(one)) return one;
  return undefined;
}

export function isInside(element: HtmlElement, className: string): boolean {
  for (let at = element.parentNode; at && 'attrs' in at; at = at.parentNode) {
    if (classesOf(at).includes(className)) return true;
  }
  return false;
}

/** Whether an element is the first in a parent of this class. */
export function isFirstIn(element: HtmlElement, className: string): boolean {
  const parent = element.parentNode;
  if (!parent || !('attrs' in parent) || !classesOf(parent).includes(className)) return false;
  return parent.childNodes.find(isElement) === element;
}
