/** An empty database for one bench: a file of its own, or a schema of its own in PostgreSQL. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { connect } from '#db/connection.ts';
import { newId } from '#server/identity.ts';
import { options } from '../options.ts';

export type DatabaseName = 'SQLite' | 'PostgreSQL';

const postgresUrl = [process.env['TEST_POSTGRES_URL'], process.env['DATABASE_URL']].find((url) =>
  url?.startsWith('postgres'),
);

const present: readonly DatabaseName[] = postgresUrl ? ['SQLite', 'PostgreSQL'] : ['SQLite'];

/** SQLite, and PostgreSQL where TEST_POSTGRES_URL or DATABASE_URL names one; or what was asked for. */
export const databases = present.filter((name) => (options.database ?? name) === name);
if (databases.length === 0)
  throw new Error(
    `--database is ${present.join(' or ')} here, and not ${options.database}. PostgreSQL is named by TEST_POSTGRES_URL.`,
  );

export function makeDatabase(name: DatabaseName): Emptiness | Promise<Emptiness> {
  return name === 'SQLite' ? makeFolder() : makeSchema(postgresUrl ?? '');
}

interface Emptiness {
  readonly databaseUrl: string;
  drop(): void | Promise<void>;
}

function makeFolder(): Emptiness {
  const folder = mkdtempSync(join(tmpdir(), 'trilogue-bench-'));
  return {
    databaseUrl: `file:${join(folder, 'trilogue.db')}`,
    drop: () => rmSync(folder, { recursive: true }),
  };
}

async function makeSchema(url: string): Promise<Emptiness> {
  const schema = `bench_${newId().replaceAll('-', '')}`;
  const administration = connect(url);
  await sql`create schema ${sql.id(schema)}`.execute(administration.db);
  const own = new URL(url);
  own.searchParams.set('options', `-c search_path=${schema}`);
  return {
    databaseUrl: own.href.replaceAll('+', '%20'),
    drop: async () => {
      await sql`drop schema ${sql.id(schema)} cascade`.execute(administration.db);
      await administration.close();
    },
  };
}
