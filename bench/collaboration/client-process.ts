/** All clients of a bench, in one process, so that what they send and receive has one clock. */
import { answer } from './answer.ts';
import { cursors } from './cursors.ts';
import { columnTyping } from './column-typing.ts';
import { gauges } from './gauges.ts';
import { idle } from './idle.ts';
import { join } from './join.ts';
import { killing } from './killing.ts';
import { pipeline } from './pipeline.ts';
import { typing } from './typing.ts';

const handlers = {
  cpu: gauges.cpu,
  ...typing,
  ...columnTyping,
  ...pipeline,
  ...cursors,
  ...join,
  ...idle,
  ...killing,
};
export type ClientHandlers = typeof handlers;
answer(handlers);
