import { connect, type Connection } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { unusableDatabase } from './configuration.ts';

export interface OpenDatabase {
  readonly connection: Connection;
  /** The names of the migrations that this opening ran, oldest first. */
  readonly migrated: readonly string[];
}

/**
 * Opens the database and brings it to the newest schema. One that cannot be reached or read is a
 * wrong setting, and is told as one.
 */
export async function openDatabase(url: string): Promise<OpenDatabase> {
  try {
    const connection = connect(url);
    return { connection, migrated: await migrateToLatest(connection.db) };
  } catch (error) {
    throw unusableDatabase(url, error);
  }
}
