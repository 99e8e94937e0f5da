/** A line to a server, with a port of its own, that can be cut, mended, and led elsewhere. */
import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** Where the address of a Redis names no port. */
const redisPort = 6379;

export class Line {
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((near) => void this.#join(near).catch(() => near.destroy()));
  #target: URL;
  #isCut = false;

  /** `target` names the host and the port of the server. */
  constructor(target: string) {
    this.#target = new URL(target);
  }

  /** Opens it, and answers with the target's address as it is reached over this line. */
  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = new URL(this.#target);
    address.hostname = '127.0.0.1';
    address.port = String((this.#server.address() as AddressInfo).port);
    return address.href;
  }

  async #join(near: Socket): Promise<void> {
    if (this.#isCut) return void near.destroy();
    this.#follow(near);
    const far = await this.reach(near);
    this.#follow(far);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    near.pipe(far);
    far.pipe(near);
    if (near.destroyed) far.destroy();
  }

  /** The other end for somebody who connects; another kind of line asks them where they want to go. */
  protected reach: (near: Socket) => Promise<Socket> = async () =>
    connect(Number(this.#target.port || redisPort), this.#target.hostname);

  #follow(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
  }

  /** Who connects from now on is led there. */
  leadTo(target: string): void {
    this.#target = new URL(target);
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  close(): void {
    this.cut();
    this.#server.close();
  }
}
