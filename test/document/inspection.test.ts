import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { firstContent } from '#document/amendment-content.ts';
import { inspectAmendment } from '#document/inspection.ts';

function opened(): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, firstContent('Exporters shall keep records.'));
  return doc;
}

test('[C11] a new draft is what its schema allows', () => {
  expect(inspectAmendment(opened())).toBeUndefined();
});

test('[C11] a node that the schema does not know is told', () => {
  const doc = opened();
  doc.getXmlFragment('text').insert(0, [new Y.XmlElement('table')]);
  expect(inspectAmendment(doc)).toContain('"text" is not what the schema allows');
});

test('[C11] a paragraph inside a paragraph is told', () => {
  const doc = opened();
  const outer = doc.getXmlFragment('justification').get(0) as Y.XmlElement;
  outer.insert(0, [new Y.XmlElement('paragraph')]);
  expect(inspectAmendment(doc)).toContain('"justification" is not what the schema allows');
});

test('[C11] a text that two people emptied at once is no violation', () => {
  const doc = opened();
  doc.getXmlFragment('text').delete(0, 1);
  expect(inspectAmendment(doc)).toBeUndefined();
});

test('[T4] inspecting changes nothing', () => {
  const doc = opened();
  const before = Y.encodeStateAsUpdate(doc);
  inspectAmendment(doc);
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
});
