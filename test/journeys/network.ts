/**
 * The network of one person: a SOCKS proxy for their browser. When it is cut, open connections
 * break and no new ones come about, as with a cable that is pulled; a browser's own offline mode
 * leaves its open WebSockets alone.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Line } from '../support/line.ts';

export class Network extends Line {
  constructor() {
    super('socks5://127.0.0.1:1');
  }

  /** Where its browser wants to go is what it says first (RFC 1928). */
  protected override reach = async (near: Socket): Promise<Socket> => {
    await once(near, 'data');
    near.write(Uint8Array.of(5, 0));
    const [request] = (await once(near, 'data')) as [Buffer];
    const far = connect(request.readUInt16BE(request.length - 2), hostIn(request));
    await once(far, 'connect');
    near.write(Uint8Array.of(5, 0, 0, 1, 0, 0, 0, 0, 0, 0));
    return far;
  };
}

const byName = 3;

function hostIn(request: Buffer): string {
  if (request[3] !== byName) return request.subarray(4, 8).join('.');
  return request.subarray(5, 5 + (request[4] ?? 0)).toString();
}
