/**
 * Who writes under which Yjs client. A client belongs to the first person whose update was taken
 * under it, for as long as the document lives; `null` is the server, or somebody who is gone.
 */
export class Owners {
  readonly #byClient = new Map<number, string | null>();

  static parse(json: string): Owners {
    const owners = new Owners();
    for (const [user, clients] of Object.entries(JSON.parse(json) as Record<string, number[]>))
      owners.bind(clients, user === '' ? null : user);
    return owners;
  }

  mayWriteAs(client: number, user: string): boolean {
    const owner = this.#byClient.get(client);
    return owner === undefined || owner === user;
  }

  /** Who holds a client already keeps it. */
  bind(clients: Iterable<number>, user: string | null): void {
    for (const client of clients) if (!this.#byClient.has(client)) this.#byClient.set(client, user);
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
