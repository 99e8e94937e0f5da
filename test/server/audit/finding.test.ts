/** The log only grows: no question about a person or a kind of deed reads all of it. */
import { CompiledQuery, Kysely, SqliteDialect } from 'kysely';
import { expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { openSqlite } from '#db/node-sqlite.ts';
import { listEntries, listEntriesOf } from '#server/audit/queries.ts';
import {
  forgetName,
  forgetNamed,
  listWorkspacesWithTraces,
} from '#server/own-data/deletion-queries.ts';

const part = { before: null, limit: 50 };
const ofOneKind = {
  person: null,
  deed: 'member-removed',
  target: null,
  from: null,
  to: null,
} as const;
const anna = { id: 'anna', name: 'Anna Kiss', email: 'anna@example.org' };

const questions: readonly (readonly [string, (db: Db) => Promise<unknown>])[] = [
  ['what a person did and what was done to them', (db) => listEntriesOf(db, 'anna', part)],
  ['a kind of deed in a workspace', (db) => listEntries(db, 'a-workspace', ofOneKind, part)],
  ['where the log tells of a person', (db) => listWorkspacesWithTraces(db, 'anna')],
  ['a name that is forgotten', (db) => forgetName(db, anna)],
  ['a name on things that is forgotten', (db) => forgetNamed(db, 'anna', ['a-workspace'])],
];

test.each(questions)('A4: %s is found without reading the whole log', async (_title, ask) => {
  const asked: CompiledQuery[] = [];
  const dialect = new SqliteDialect({ database: openSqlite(':memory:') });
  const db: Db = new Kysely({ dialect, log: ({ query }) => void asked.push(query) });
  await migrateToLatest(db);
  asked.length = 0;
  await ask(db);
  const steps = await Promise.all([...asked].map((query) => stepsOf(db, query)));
  expect(steps.flat().some((step) => step.startsWith('SEARCH audit_entry'))).toBe(true);
  expect(steps.flat().filter((step) => step.startsWith('SCAN audit_entry'))).toEqual([]);
  await db.destroy();
});

async function stepsOf(db: Db, { sql, parameters }: CompiledQuery): Promise<string[]> {
  const plan = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
  const { rows } = await db.executeQuery(plan);
  return (rows as { detail: string }[]).map(({ detail }) => detail);
}
