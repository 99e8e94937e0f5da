/** What may be said behind `npm run bench --`, also by the benches that run.ts starts. */
import { parseArgs } from 'node:util';

export const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    /** Prints one JSON value instead of a table. */
    json: { type: 'boolean', default: false },
    /** "SQLite" or "PostgreSQL", where only one of them is to be measured. */
    database: { type: 'string' },
    /** How often the server is killed in mid-typing. */
    kills: { type: 'string', default: '20' },
    /** A server of another project, to stand in our server's place (README.md). */
    peer: { type: 'string' },
    /** A folder for CPU profiles of our server, of the measured time alone. */
    profile: { type: 'string' },
  },
});
