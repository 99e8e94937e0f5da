/** `npm start` and `npm run demo`: builds the pages if they are older than their sources, then serves. */
import { buildPagesIfStale } from './build.ts';
import { type Configuration, isOpenToOthers, readConfiguration } from './configuration.ts';
import { ConfigurationError } from './configuration-error.ts';
import { findFreePort } from './listening.ts';
import { start } from './main.ts';
import { builtPages } from './pages.ts';

try {
  const configuration = await configure();
  await buildPagesIfStale();
  const isOriginGiven = Boolean(process.env['ORIGIN']);
  const running = await start(configuration, await builtPages(configuration.origin));
  console.log(`Trilogue is at ${configuration.origin}`);
  if (!isOriginGiven && isOpenToOthers(configuration))
    console.log('People on other machines can sign in once ORIGIN is set to the address they use.');
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void running.stop().then(() => process.exit(0)));
} catch (error) {
  if (error instanceof ConfigurationError) console.error(error.message);
  else console.error(error);
  process.exit(1);
}

/** With PORT=0 a free port is looked for first, as the address that people use follows from it. */
async function configure(): Promise<Configuration> {
  const demo = process.argv.includes('--demo');
  const configuration = readConfiguration(process.env, demo);
  if (configuration.port !== 0) return configuration;
  const port = await findFreePort(configuration.host);
  return readConfiguration({ ...process.env, PORT: String(port) }, demo);
}
