/** `npm start` and `npm run demo`: builds the pages if they are older than their sources, then serves. */
import { buildPagesIfStale } from './build.ts';
import { ConfigurationError, readConfiguration } from './configuration.ts';
import { start } from './main.ts';
import { builtPages } from './pages.ts';

try {
  const configuration = readConfiguration(process.env, process.argv.includes('--demo'));
  await buildPagesIfStale();
  process.env['ORIGIN'] = configuration.origin;
  const running = await start(configuration, await builtPages());
  console.log(`Trilogue is at ${configuration.origin}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void running.stop().then(() => process.exit(0)));
} catch (error) {
  if (error instanceof ConfigurationError) console.error(error.message);
  else if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
    console.error(`Another program uses the port already. Set PORT to a free one and start again.`);
  else console.error(error);
  process.exit(1);
}
