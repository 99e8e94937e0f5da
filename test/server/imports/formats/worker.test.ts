import { expect, test } from 'vitest';
import { DomainError } from '#domain/errors.ts';
import { readDocumentInWorker } from '#server/imports/formats/read-document-in-worker.ts';
import { bytesOf, fixtureBytes, readFixture } from './support.ts';

test('a thread reads the same document', async () => {
  const document = await readDocumentInWorker(fixtureBytes('proposal.xhtml'));
  expect(document).toEqual(readFixture('proposal.xhtml'));
});

test('a refusal in the thread is a DomainError here', async () => {
  const refused = readDocumentInWorker(bytesOf('<rss/>'));
  await expect(refused).rejects.toBeInstanceOf(DomainError);
  await expect(refused).rejects.toMatchObject({ code: 'bad-input', message: /its root is <rss>/ });
});

test('a file that is too large never reaches the thread', async () => {
  const refused = readDocumentInWorker(new Uint8Array(21 * 1024 * 1024));
  await expect(refused).rejects.toMatchObject({ code: 'too-large' });
});

test('a file that takes too long is given up, with a sentence', async () => {
  const refused = readDocumentInWorker(fixtureBytes('proposal.xhtml'), 1);
  await expect(refused).rejects.toBeInstanceOf(DomainError);
  await expect(refused).rejects.toThrow(/took more than 1 s and was stopped/);
});

test('the server goes on answering while a document is read', async () => {
  const reading = readDocumentInWorker(fixtureBytes('amendments.html'));
  let longest = 0;
  let last = performance.now();
  const clock = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  await reading;
  clearInterval(clock);
  expect(longest).toBeLessThan(250);
});
