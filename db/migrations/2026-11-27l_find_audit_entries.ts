import { type Kysely, sql } from 'kysely';

/** The log grows without end: what looks for a person or a kind of deed does not read all of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('audit_entry_target')
    .on('audit_entry')
    .columns(['target_id', 'id'])
    .execute();
  await db.schema
    .createIndex('audit_entry_action')
    .on('audit_entry')
    .columns(['workspace_id', 'action', 'id'])
    .execute();
  // Whoever was invited is known by their address alone.
  await db.schema
    .createIndex('audit_entry_invited')
    .on('audit_entry')
    .expression(sql`lower(target_name)`)
    .where(sql.ref('target_kind'), '=', sql.lit('invitation'))
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const name of ['audit_entry_target', 'audit_entry_action', 'audit_entry_invited'])
    await db.schema.dropIndex(name).execute();
}
