/** The log. Whatever is handed to it, nothing under these names is written. */
import { type DestinationStream, type Logger, pino } from 'pino';

const secrets = [
  'password',
  'token',
  'secret',
  'cookie',
  'authorization',
  'set-cookie',
  'backupCodes',
  'body',
];

/** At the top of what is logged, and up to three steps in: `err.config.headers.cookie`. */
const paths = secrets.flatMap((name) =>
  ['', '*.', '*.*.', '*.*.*.'].map((steps) => `${steps}["${name}"]`.replace('.[', '[')),
);

export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, redact: { paths, censor: 'not logged' } };
  return destination ? pino(options, destination) : pino(options);
}
