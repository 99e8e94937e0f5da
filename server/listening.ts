/** Where the program listens, and what to say when it cannot. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import type { Configuration } from './configuration.ts';
import { ConfigurationError } from './configuration-error.ts';

type Place = Pick<Configuration, 'host' | 'port'>;

/** Resolves once the server takes connections; throws a `ConfigurationError` if it never will. */
export async function listen(server: Server, { host, port }: Place): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw unusablePlace(error as NodeJS.ErrnoException, { host, port });
  }
}

/** A port that is free now: people are told the address before anybody listens at it. */
export async function findFreePort(host: string): Promise<number> {
  const server = createServer();
  await listen(server, { host, port: 0 });
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

function unusablePlace(error: NodeJS.ErrnoException, { host, port }: Place): ConfigurationError {
  const code = error.code ?? error.message;
  if (code === 'EADDRINUSE')
    return new ConfigurationError(
      `PORT cannot be used: another program listens at port ${port} already. Set PORT to a free one, as in PORT=${port + 1}.`,
    );
  if (code === 'EACCES')
    return new ConfigurationError(
      `PORT cannot be used: port ${port} is not for everybody to listen at (${code}). Set PORT to one from 1024 on.`,
    );
  return new ConfigurationError(
    `HOST cannot be used: "${host}" is no address of this machine (${code}). Set HOST to one, or leave it out for localhost.`,
  );
}
