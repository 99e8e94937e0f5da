import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { queueMail } from '#server/mail/outbox.ts';
import { MailSending } from '#server/mail/sending.ts';
import { createMailTransport } from '#server/mail/transport.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import {
  mailSettings,
  silentPort,
  startMailServer,
  type TestMailServer,
} from '#test/support/mail-server.ts';

const minute = 60_000;
const letter = { to: 'anna@example.org', subject: 'Welcome', body: 'Good morning, Anna.' };

onEachDatabase('mail', (database) => {
  const servers: TestMailServer[] = [];
  let now = Date.parse('2026-03-02T08:00:00Z');
  const clock = { now: () => new Date(now) };
  let lines: string[] = [];

  beforeEach(async () => {
    now = Date.parse('2026-03-02T08:00:00Z');
    lines = [];
    await database().db.deleteFrom('mail').execute();
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  async function serverWith(...options: Parameters<typeof startMailServer>) {
    const server = await startMailServer(...options);
    servers.push(server);
    return server;
  }

  function senderTo(port: number, overrides: Parameters<typeof mailSettings>[1] = {}) {
    const log = pino({ level: 'trace' }, { write: (line) => void lines.push(line) });
    const transport = createMailTransport(mailSettings(port, overrides));
    return new MailSending({ db: database().db, clock, log }, transport);
  }

  const queue = (mail: Partial<typeof letter> = {}) =>
    queueMail(database().db, { ...letter, ...mail }, clock);
  const waiting = () => database().db.selectFrom('mail').selectAll().execute();

  test('reaches the server with its words and sender, and waits no more', async () => {
    const server = await serverWith();
    await queue({ body: 'Good morning, Anna Kovács.\nhttps://trilogue.example/reset?a=b' });
    await senderTo(server.port).look();
    expect(server.received).toHaveLength(1);
    const [{ recipients, source }] = server.received as [(typeof server.received)[0]];
    expect(recipients).toEqual(['anna@example.org']);
    expect(source).toContain('From: Trilogue <trilogue@example.org>');
    expect(source).toContain('Subject: Welcome');
    expect(source).toContain('https://trilogue.example/reset?a=b');
    expect(await waiting()).toEqual([]);
  });

  test('is sent once, however many senders look at the same moment', async () => {
    const server = await serverWith();
    for (let i = 0; i < 5; i++) await queue({ subject: `Number ${i}` });
    await Promise.all([1, 2, 3].map(() => senderTo(server.port).look()));
    expect(server.received.map(({ source }) => /Subject: (.*)\r/.exec(source)?.[1]).sort()).toEqual(
      ['Number 0', 'Number 1', 'Number 2', 'Number 3', 'Number 4'],
    );
  });

  test('that is queued while others are sent is found by the same look', async () => {
    const server = await serverWith();
    const sender = senderTo(server.port);
    await queue();
    const looking = sender.look();
    await queue({ subject: 'Later' });
    await Promise.all([looking, sender.look()]);
    expect(server.received).toHaveLength(2);
  });

  test('waits for a server that is away, and goes when it is back', async () => {
    const port = await silentPort();
    await queue();
    await senderTo(port).look();
    const [left] = await waiting();
    expect(left).toMatchObject({ attempts: 1, body: letter.body });
    expect(left?.last_error).toContain('ECONNREFUSED');
    const server = await serverWith();
    now += minute - 1;
    await senderTo(server.port).look();
    expect(server.received).toEqual([]);
    now += 1;
    await senderTo(server.port).look();
    expect(server.received).toHaveLength(1);
    expect(await waiting()).toEqual([]);
  });

  test('is tried less and less often, for a day, and its words do not stay', async () => {
    const sender = senderTo(await silentPort());
    await queue();
    const attemptedAt: number[] = [];
    const begin = now;
    for (; now - begin <= 30 * 60 * minute; now += minute) {
      const before = (await waiting())[0]?.attempts ?? 0;
      await sender.look();
      if (((await waiting())[0]?.attempts ?? 0) > before) attemptedAt.push((now - begin) / minute);
    }
    expect(attemptedAt.slice(0, 5)).toEqual([0, 1, 6, 36, 156]);
    expect(attemptedAt.at(-1)).toBeGreaterThan(22 * 60);
    expect(attemptedAt.at(-1)).toBeLessThanOrEqual(24 * 60);
    const [left] = await waiting();
    expect(left).toMatchObject({ body: '', attempts: attemptedAt.length });
    expect(left?.last_error).toContain('ECONNREFUSED');
  });

  test('that the server refuses for its recipient is given up at once; others go on', async () => {
    const server = await serverWith({
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('nobody') ? new Error('No such person here') : null),
    });
    await queue({ to: 'nobody@example.org' });
    await queue();
    await senderTo(server.port).look();
    expect(server.received.map(({ recipients }) => recipients)).toEqual([['anna@example.org']]);
    expect(await waiting()).toMatchObject([{ recipient: 'nobody@example.org', body: '' }]);
    expect((await waiting())[0]?.last_error).toContain('No such person here');
  });

  test.each([
    'anna@example.org, eve@example.org',
    'anna@example.org\r\nBcc: eve@example.org',
    'Eve <eve@example.org>',
    'anna@example.org>\r\nRCPT TO:<eve@example.org',
    'no address',
  ])('to %j is not sent', async (to) => {
    const server = await serverWith();
    await queue({ to });
    await senderTo(server.port).look();
    expect(server.received).toEqual([]);
    expect((await waiting())[0]?.last_error).toBe('The recipient is not one e-mail address.');
  });

  test('cannot be given further lines in its head by a name in its subject', async () => {
    const server = await serverWith();
    await queue({ subject: 'Anna\r\nBcc: eve@example.org\r\n\r\nOther words invited you' });
    await senderTo(server.port).look();
    const [{ recipients, source }] = server.received as [(typeof server.received)[0]];
    expect(recipients).toEqual(['anna@example.org']);
    expect(source).toContain('Subject: Anna Bcc: eve@example.org Other words invited you\r\n');
    expect(source).not.toMatch(/^Bcc:/m);
  });

  test('is sent with the name and password; wrong ones are told without repeating them', async () => {
    const server = await serverWith({
      authOptional: false,
      onAuth: ({ username, password }, _session, done) =>
        username === 'me' && password === 'p@ss/word'
          ? done(null, { user: username })
          : done(new Error(`not ${password}`)),
    });
    await queue();
    await senderTo(server.port, { auth: { user: 'me', pass: 'hunter2' } }).look();
    const [left] = await waiting();
    expect(left?.last_error).toContain('did not accept the name and password');
    expect(lines.join() + left?.last_error).not.toContain('hunter2');
    now += minute;
    await senderTo(server.port, { auth: { user: 'me', pass: 'p@ss/word' } }).look();
    expect(server.received).toHaveLength(1);
  });

  test('does not go to a server that cannot prove who it is', async () => {
    const server = await serverWith({ secure: true });
    await queue();
    await senderTo(server.port, { secure: true, ignoreTLS: false }).look();
    expect(server.received).toEqual([]);
    expect((await waiting())[0]?.last_error).toMatch(/certificate/);
  });

  test('does not go in the clear where a password is given', async () => {
    const server = await serverWith();
    await queue();
    const auth = { user: 'me', pass: 'hunter2' };
    await senderTo(server.port, { requireTLS: true, ignoreTLS: false, auth }).look();
    expect(server.received).toEqual([]);
    expect((await waiting())[0]?.attempts).toBe(1);
  });

  test('a sender that is stopped finishes what it is sending and begins nothing more', async () => {
    let release = () => {};
    const server = await serverWith({
      onMailFrom: (_address, _session, done) => void (release = done),
    });
    await queue();
    await queue({ subject: 'Later' });
    const sender = senderTo(server.port);
    void sender.look();
    await expect.poll(() => release.length).toBeGreaterThan(0);
    const stopped = sender.stop();
    release();
    await stopped;
    await sender.look();
    expect(server.received).toHaveLength(1);
    expect(await waiting()).toMatchObject([{ subject: 'Later', attempts: 0 }]);
  });

  test('nothing of a mail’s words or recipient is logged', async () => {
    await queue({ body: 'https://trilogue.example/reset-password/a-secret-token' });
    await senderTo(await silentPort()).look();
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toMatch(/a-secret-token|anna@/);
  });
});
