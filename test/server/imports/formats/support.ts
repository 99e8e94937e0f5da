import { readFileSync } from 'node:fs';
import type { Amendment, Provision } from '#domain/provision.ts';
import type { ImportedDocument } from '#server/imports/formats/imported-document.ts';
import { readDocument } from '#server/imports/formats/read-document.ts';
import { sharedFile } from '#test/support/shared-data.ts';

const fixtures = new URL('../../../fixtures/lighthouse/', import.meta.url);

export function fixtureBytes(name: string): Uint8Array {
  return readFileSync(new URL(name, fixtures));
}

export function readFixture(name: string): ImportedDocument {
  return readDocument(fixtureBytes(name));
}

export function readShared(path: string): ImportedDocument {
  return readDocument(readFileSync(sharedFile(path)!));
}

export function sharedText(path: string): string {
  return readFileSync(sharedFile(path)!, 'utf8');
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function provisionsOf(document: ImportedDocument): readonly Provision[] {
  if (document.content.kind !== 'act') throw new Error('The document holds no act.');
  return document.content.act.provisions;
}

export function amendmentsOf(document: ImportedDocument): readonly Amendment[] {
  if (document.content.kind !== 'amendments') throw new Error('The document holds no amendments.');
  return document.content.amendments;
}

export function pathsOf(document: ImportedDocument): readonly string[] {
  return provisionsOf(document).map((one) => one.path);
}

/** The words at a path; undefined where there is no such provision. */
export function at(document: ImportedDocument, path: string): string | undefined {
  return provisionsOf(document).find((one) => one.path === path)?.text;
}
