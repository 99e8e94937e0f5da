/**
 * npm run coverage-of-words -- [FILES]: how many words of each act stand in the provisions that
 * are read from it, counted without the readers; of the institutions' files beside the project
 * where none is named.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DomainError } from '#domain/errors.ts';
import { coverageOfWords } from '#test/server/imports/formats/coverage-of-words.ts';
import { sharedFile } from '#test/support/shared-data.ts';

const folders = ['eurlex-html', 'formex', 'akn', 'structured-json'];

function allFiles(): readonly string[] {
  return folders.flatMap((folder) => {
    const path = sharedFile(folder);
    const names = path ? readdirSync(path) : [];
    return names
      .filter((name) => /\.(?:x?html|xml|akn|json)$/.test(name) && name !== 'EXPECTED.json')
      .map((name) => join(path!, name));
  });
}

function rowOf(file: string): Record<string, string | number> {
  try {
    const measured = coverageOfWords(readFileSync(file));
    if (!measured) return { format: 'amendments, no running text' };
    const { format, inFile, inCells, kept, founded } = measured;
    return {
      format,
      'in file': inFile,
      'in cells': inCells,
      kept: share(kept),
      founded: share(founded),
    };
  } catch (error) {
    if (error instanceof DomainError) return { format: `refused: ${error.message.slice(0, 60)}…` };
    throw error;
  }
}

function share(part: number): string {
  return `${(part * 100).toFixed(2)} %`;
}

const files = process.argv.length > 2 ? process.argv.slice(2) : allFiles();
if (files.length === 0) console.log('No file was named, and none lies beside the project.');
console.table(Object.fromEntries(files.map((file) => [basename(file).slice(0, 48), rowOf(file)])));
