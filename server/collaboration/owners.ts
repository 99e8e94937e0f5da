/**
 * Who writes under which Yjs client. A client belongs to the first person whose update was taken
 * under it, for as long as the document lives; `null` is somebody who is gone, or whoever wrote
 * the first content. A server's clients are nobody's, whatever is stored of them: the log names the
 * person for whom a change was made.
 */
import { isServerClient } from '#document/server-clients.ts';

export class Owners {
  readonly #byClient = new Map<number, string | null>();

  static parse(json: string): Owners {
    const owners = new Owners();
    for (const [user, clients] of Object.entries(JSON.parse(json) as Record<string, number[]>))
      owners.bind(clients, user === '' ? null : user);
    return owners;
  }

  mayWriteAs(client: number, user: string): boolean {
    if (isServerClient(client)) return false;
    const owner = this.#byClient.get(client);
    return owner === undefined || owner === user;
  }

  /** Who holds a client already keeps it. */
  bind(clients: Iterable<number>, user: string | null): void {
    for (const client of clients)
      if (!isServerClient(client) && !this.#byClient.has(client)) this.#byClient.set(client, user);
  }

  /** Takes over what another knows and this one does not. */
  adopt(others: Owners): void {
    for (const [client, user] of others.#byClient) this.bind([client], user);
  }

  toString(): string {
    const byUser: Record<string, number[]> = {};
    for (const [client, user] of this.#byClient) (byUser[user ?? ''] ??= []).push(client);
    return JSON.stringify(byUser);
  }
}
