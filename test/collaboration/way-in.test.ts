/** Who gets a socket, and who keeps it. */
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseTarget } from '#server/collaboration/gateway.ts';
import { syncStep1 } from '#server/collaboration/wire.ts';
import {
  createDraft,
  headersOf,
  origin,
  Scene,
  type TestServer,
  textOf,
  unknownDraft,
  until,
} from '#test/support/collaboration.ts';
import { onEachDatabase } from '#test/support/databases.ts';

test('[C1] only the exact address of a document is one', () => {
  const plain = { draftId: 'a-1', epoch: null, schema: null, wantsPersisted: false };
  expect(parseTarget('/collaboration/a-1')).toEqual(plain);
  const full = { draftId: 'a-1', epoch: 3, schema: 1, wantsPersisted: true };
  expect(parseTarget('/collaboration/a-1?epoch=3&schema=1&persisted=1')).toEqual(full);
  for (const other of [
    '/',
    '/collaboration',
    '/collaboration/',
    '/collaboration/a-1/',
    '/collaboration/a-1/b',
    '/collaboration/../a-1',
    '/collaboration/a%2D1',
    '//collaboration/a-1',
    '/x/collaboration/a-1',
    '/collaboration/a_1',
    `/collaboration/${'a'.repeat(65)}`,
    '/collaboration/a-1?epoch=one',
    '/collaboration/a-1?epoch=-1',
    '/collaboration/a-1?schema=new',
  ])
    expect(parseTarget(other)).toBeUndefined();
});

onEachDatabase('the way in', (database) => {
  const scene = new Scene();
  let server: TestServer;
  let draft: string;

  beforeEach(async () => {
    server = await scene.server({ db: database().db });
    draft = await createDraft(database().db, server.collaboration, 'Exporters keep records.');
  });
  afterEach(() => scene.end());

  async function statusFor(path: string, headers: Record<string, string>): Promise<number> {
    const socket = scene.request(`${server.address}${path}`, headers);
    await until('it is refused', () => socket.refused !== undefined);
    return socket.refused ?? 0;
  }

  test('[C1] is closed to other addresses', async () => {
    expect(await statusFor(`/${draft}/more`, headersOf('anna'))).toBe(404);
  });

  test('[C1] hangs up on whoever is refused, also if they stay on the line', async () => {
    const { hostname, port } = new URL(server.address);
    const line = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    line.on('error', () => {});
    const head = ['GET /elsewhere HTTP/1.1', 'Host: here', 'Connection: Upgrade'];
    line.write([...head, 'Upgrade: websocket', '', ''].join('\r\n'));
    line.resume();
    await new Promise((resolve) => line.once('end', resolve));
    await until('nobody is at the other end', () => {
      if (!line.destroyed) line.write('?');
      return line.destroyed;
    });
  });

  test('[C1] is closed to pages of other sites, and to who does not say where from', async () => {
    const { cookie } = headersOf('anna');
    const elsewhere = { cookie: cookie ?? '', origin: 'https://elsewhere.example' };
    expect(await statusFor(`/${draft}`, elsewhere)).toBe(403);
    expect(await statusFor(`/${draft}`, { cookie: cookie ?? '' })).toBe(403);
  });

  test('[C1] is closed to strangers, and to those without a role', async () => {
    expect(await statusFor(`/${draft}`, { origin })).toBe(401);
    server.people.set('carl', { kind: 'refused', status: 403 });
    expect(await statusFor(`/${draft}`, headersOf('carl'))).toBe(403);
    server.people.set('carl', { kind: 'refused', status: 404 });
    expect(await statusFor(`/${draft}`, headersOf('carl'))).toBe(404);
  });

  test('[C1] is closed when rights cannot be read, or not in time', async () => {
    server = await scene.server({ db: database().db, limits: { rightsWithin: 100 } });
    server.people.instead = () => Promise.reject(new Error('no database'));
    expect(await statusFor(`/${draft}`, headersOf('anna'))).toBe(503);
    server.people.instead = () => new Promise(() => {});
    expect(await statusFor(`/${draft}`, headersOf('anna'))).toBe(503);
  });

  test('[C1] a person and an address have only so many sockets', async () => {
    const limits = { socketsPerPerson: 2, socketsPerAddress: 3 };
    server = await scene.server({ db: database().db, limits });
    await scene.socket(server, draft, 'anna');
    const second = await scene.socket(server, draft, 'anna');
    expect(await statusFor(`/${draft}`, headersOf('anna'))).toBe(429);
    await scene.socket(server, draft, 'ben');
    expect(await statusFor(`/${draft}`, headersOf('rita'))).toBe(429);
    second.socket.terminate();
    await until('there is room again', async () => {
      const next = scene.request(`${server.address}/${draft}`, headersOf('anna'));
      await until(
        'it is decided',
        () => next.refused !== undefined || next.socket.readyState === 1,
      );
      return next.refused === undefined;
    });
  });

  test('[C2] a document that is not there is no empty document', async () => {
    const socket = await scene.socket(server, unknownDraft(), 'anna');
    expect(await socket.closeCode()).toBe(4404);
    expect(socket.frames).toEqual([]);
  });

  test('[T3] a page with an older schema is told to load again, before it is answered', async () => {
    server = await scene.server({ db: database().db, schemaVersion: 2 });
    const old = scene.request(`${server.address}/${draft}?schema=1`, headersOf('anna'));
    expect(await old.closeCode()).toBe(4426);
    expect(old.frames).toEqual([]);
    for (const query of ['?schema=2', '?schema=3', '']) {
      const current = scene.request(`${server.address}/${draft}${query}`, headersOf('anna'));
      await until('it is open', () => current.socket.readyState === 1);
      current.send(syncStep1(new Uint8Array([0])));
      await until('it is answered', () => current.frames.length > 0);
    }
  });

  test('[T2] a page that holds another epoch is told to load again', async () => {
    server.people.allow('anna', true, 2);
    const old = scene.request(`${server.address}/${draft}?epoch=1`, headersOf('anna'));
    expect(await old.closeCode()).toBe(4409);
    const current = scene.request(`${server.address}/${draft}?epoch=2`, headersOf('anna'));
    await until('it is open', () => current.socket.readyState === 1);
    server.people.allow('anna', true, 3);
    await server.collaboration.checkRights();
    expect(await current.closeCode()).toBe(4409);
  });

  test.each([
    ['signed out', 401, 4401],
    ['without a role', 403, 4403],
    ['without the document', 404, 4404],
  ] as const)('[C7] who is %s is sent away at the next look', async (_, status, code) => {
    const socket = await scene.socket(server, draft, 'anna');
    server.people.set('anna', { kind: 'refused', status });
    await server.collaboration.checkRights();
    expect(await socket.closeCode()).toBe(code);
  });

  test('[C7] a writer who becomes a reader is sent away; a reader who stays one is not', async () => {
    const anna = await scene.socket(server, draft, 'anna');
    const rita = await scene.socket(server, draft, 'rita');
    server.people.allow('anna', false);
    await server.collaboration.checkRights();
    expect(await anna.closeCode()).toBe(4403);
    expect(rita.closed).toBeUndefined();
  });

  test('[C7] when rights cannot be read, everybody goes and may come back', async () => {
    const anna = await scene.socket(server, draft, 'anna');
    server.people.instead = () => Promise.reject(new Error('no database'));
    await server.collaboration.checkRights();
    expect(await anna.closeCode()).toBe(1013);
  });

  test('[C7] rights are looked at without being asked, within five seconds', async () => {
    const anna = await scene.writer(server, draft, 'anna');
    const began = performance.now();
    server.people.set('anna', { kind: 'refused', status: 403 });
    await until('she is sent away', () => !anna.provider.wsconnected);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(anna.provider.shouldConnect).toBe(false);
  });

  test('[C7] a deleted document sends everybody away, and is not written any more', async () => {
    const anna = await scene.writer(server, draft, 'anna');
    await database().db.deleteFrom('draft').where('id', '=', draft).execute();
    server.people.set('anna', { kind: 'refused', status: 404 });
    await server.collaboration.checkRights();
    await until('she is sent away', () => !anna.provider.wsconnected);
    const change = server.collaboration.change(draft, null, (doc) =>
      doc.getText('text').insert(0, 'x'),
    );
    await expect(change).rejects.toThrow();
    await expect(textOf(server, draft)).rejects.toThrow('gone');
  });

  test('[C7] a document deleted under the room’s feet is noticed at the next word', async () => {
    const anna = await scene.writer(server, draft, 'anna');
    await database().db.deleteFrom('draft').where('id', '=', draft).execute();
    anna.text.insert(0, 'x');
    await until('she is sent away', () => !anna.provider.wsconnected);
    expect(anna.provider.shouldConnect).toBe(false);
    expect(anna.ledger.saved).toBe(false);
  });

  test('[C12] an idle socket hears something', async () => {
    const lively = await scene.server({ db: database().db, limits: { heartbeat: 50 } });
    const socket = await scene.socket(lively, draft, 'rita');
    await until(
      'it heard twice',
      () => socket.frames.filter((frame) => frame[0] === 1).length >= 2,
    );
  });

  test('[C12] who only listens stays, however busy the room; who is dead is dropped', async () => {
    const limits = { heartbeat: 20, silence: 150 };
    const lively = await scene.server({ db: database().db, limits });
    const anna = await scene.writer(lively, draft, 'anna');
    const listener = await scene.socket(lively, draft, 'rita');
    const dead = await scene.socket(lively, draft, 'rita');
    for (const socket of [listener, dead]) socket.send(new Uint8Array([0, 0, 1, 0]));
    dead.socket.pause();
    await until('it is typed for longer than silence lasts', () => {
      anna.text.insert(0, '.');
      return anna.text.length > 80;
    });
    expect(listener.closed).toBeUndefined();
    dead.socket.resume();
    await until('the dead one is dropped', () => dead.closed !== undefined);
  });
});
