/**
 * The floor: a server that sends every frame on to the others in the room and does nothing else.
 * It sends at once, one `send` a recipient; as `corked` it sends what one turn of the event loop
 * brings in one write a recipient.
 */
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { answer } from './answer.ts';
import { gauges, type ServerHandlers } from './gauges.ts';

const isCorked = process.argv[2] === 'corked';

const rooms = new Map<string, Set<WebSocket>>();
const corked = new Set<Duplex>();

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (socket, { url = '', socket: stream }) => {
  const room = rooms.get(url) ?? new Set();
  rooms.set(url, room);
  room.add(socket);
  streams.set(socket, stream);
  socket.on('close', () => room.delete(socket));
  socket.on('message', (frame: Buffer) => {
    for (const other of room) if (other !== socket) send(other, frame);
  });
});

const streams = new WeakMap<WebSocket, Duplex>();

function send(to: WebSocket, frame: Buffer): void {
  if (isCorked) cork(to);
  to.send(frame, { binary: true });
}

function cork(to: WebSocket): void {
  const stream = streams.get(to);
  if (!stream || corked.has(stream)) return;
  if (corked.size === 0) setImmediate(uncorkAll);
  corked.add(stream);
  stream.cork();
}

function uncorkAll(): void {
  for (const stream of corked) stream.uncork();
  corked.clear();
}

const handlers: ServerHandlers = {
  ...gauges,
  address: async () => {
    if (!server.address()) await new Promise((resolve) => server.once('listening', resolve));
    return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  },
  stop: () => void setImmediate(() => process.exit()),
};
answer(handlers);
