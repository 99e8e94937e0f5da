/** The tree of an XML file. Nothing outside the file is ever looked up. */
import { DOMParser, type Element, type Node } from '@xmldom/xmldom';
import { DomainError } from '#domain/errors.ts';
import { guardXmlNesting } from './nesting.ts';

export type XmlElement = Element;
export type XmlNode = Node;

/** A DOM of the file; DomainError where it is cut off, not well-formed or nested without end. */
export function parseXml(text: string): XmlElement {
  guardXmlNesting(text);
  // The parser wraps what is thrown at it in words of its own, so the first problem is kept aside.
  let problem: string | undefined;
  const parser = new DOMParser({
    onError: (level, message) => {
      if (level === 'warning') return;
      problem ??= firstLine(message);
      throw new Error(problem);
    },
  });
  try {
    const root = parser.parseFromString(text, 'text/xml').documentElement;
    if (root && problem === undefined) return root;
  } catch (error) {
    problem ??= firstLine(String(error));
  }
  throw brokenXml(problem ?? 'it has no root element');
}

function firstLine(message: string): string {
  return message.split('\n')[0]!.trim();
}

function brokenXml(why: string): DomainError {
  return new DomainError(
    'bad-input',
    `Expected a complete XML file, but this one breaks off or is damaged (${why}). Download it again.`,
  );
}

export function isXmlElement(node: XmlNode): node is XmlElement {
  return node.nodeType === 1;
}

export function* xmlChildren(element: XmlElement): Generator<XmlNode> {
  for (let child = element.firstChild; child; child = child.nextSibling) yield child;
}

export function* xmlElements(element: XmlElement): Generator<XmlElement> {
  for (const child of xmlChildren(element)) if (isXmlElement(child)) yield child;
}

export function xmlChild(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (!element) return undefined;
  for (const child of xmlElements(element)) if (child.localName === name) return child;
  return undefined;
}

/** The element at the end of a path of names: "TITLE", "TI". */
export function xmlAt(element: XmlElement, ...names: string[]): XmlElement | undefined {
  return names.reduce<XmlElement | undefined>((at, name) => xmlChild(at, name), element);
}

/** Every element below, in reading order. */
export function* xmlDescendants(element: XmlElement): Generator<XmlElement> {
  for (let at = following(element, element); at; at = following(at, element))
    if (isXmlElement(at)) yield at;
}

/** The node after this one in reading order: what it holds, else what comes next, else next above. */
function following(node: XmlNode, top: XmlElement): XmlNode | null {
  if (node.firstChild) return node.firstChild;
  for (let at: XmlNode | null = node; at && at !== top; at = at.parentNode)
    if (at.nextSibling) return at.nextSibling;
  return null;
}
