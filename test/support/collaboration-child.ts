/**
 * A sync server in a process of its own, to be killed: `collaboration-child.ts DATABASE_URL
 * SCHEMA|- REDIS_URL|-`. It prints its address when it listens. Anna and Ben may write.
 */
import { connect } from '#db/connection.ts';
import { startServer } from './collaboration.ts';

const [url = '', schema = '-', redis = '-'] = process.argv.slice(2);
const connection = connect(url, schema === '-' ? undefined : schema);
const server = await startServer({
  db: connection.db,
  redisUrl: redis === '-' ? null : redis,
});
console.log(server.address);
