/**
 * How often somebody may try: a password, a code, a link, or to have mail sent. Attempts are
 * counted by the address that they come from, which our own server names (client-address.ts), and
 * by what they are aimed at: the account, whether it exists or not.
 *
 * The delay grows with the attempts: after ten in a minute one waits for the rest of the minute,
 * after fifty in an hour for the rest of the hour, and so on. Many strangers together could use up
 * what is aimed at one account, but not shut its owner out: a browser in which that person has
 * signed in before (known-device.ts) is counted for itself, and passkeys and reset links each by
 * their own count.
 */
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Redis } from 'ioredis';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import { DomainError } from '#domain/errors.ts';

export type AttemptKind =
  | 'sign-in'
  | 'second-factor'
  | 'password'
  | 'reset'
  | 'verification'
  | 'invitation'
  | 'invitation-mail'
  | 'share-link';

export interface Attempt {
  readonly kind: AttemptKind;
  /** Where it comes from; null is the machine itself, which is not counted. */
  readonly address: string | null;
  /** What it is aimed at: an e-mail address, a person, a link. */
  readonly target: string | null;
  /** The browser, where the person aimed at has signed in with it before. */
  readonly device?: string | null;
}

export interface Attempts {
  /** Counts the attempt before it is made; throws a sentence with how long to wait. */
  count(attempt: Attempt): Promise<void>;
  /** Takes it back, as it was no guess: it succeeded. */
  forgive(attempt: Attempt): Promise<void>;
  /** Begins the count of a target anew, as somebody has proved to be its owner. */
  clear(kind: AttemptKind, target: string): Promise<void>;
}

interface Limit {
  readonly most: number;
  /** In so many seconds. */
  readonly within: number;
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

const guesses: readonly Limit[] = [
  { most: 10, within: minute },
  { most: 50, within: hour },
  { most: 200, within: day },
];
/** Many people may share an address. */
const fromAddress: readonly Limit[] = [
  { most: 10, within: minute },
  { most: 150, within: hour },
  { most: 1000, within: day },
];
/** Many may have one link: who guesses is slowed down, and hardly the others. */
const atLink: readonly Limit[] = [
  { most: 30, within: minute },
  { most: 200, within: hour },
  { most: 1000, within: day },
];
/** Each sends mail to somebody who may not have asked. */
const mails: readonly Limit[] = [
  { most: 3, within: 10 * minute },
  { most: 10, within: day },
];

const atTarget: Readonly<Record<AttemptKind, readonly Limit[]>> = {
  'sign-in': guesses,
  'second-factor': guesses,
  password: guesses,
  reset: mails,
  verification: mails,
  invitation: guesses,
  'invitation-mail': mails,
  'share-link': atLink,
};

/** Several nodes count together in Redis; while it is away, each counts for itself. */
export function createAttempts(redis?: Redis): Attempts {
  return new LimitedAttempts(redis);
}

class LimitedAttempts implements Attempts {
  readonly #redis: Redis | undefined;
  readonly #limiters = new Map<string, RateLimiterAbstract>();

  constructor(redis: Redis | undefined) {
    this.#redis = redis;
  }

  async count(attempt: Attempt): Promise<void> {
    for (const { limiter, key } of this.#countersOf(attempt))
      try {
        await limiter.consume(key);
      } catch (refusal) {
        throw refusal instanceof RateLimiterRes ? tooMany(attempt, refusal.msBeforeNext) : refusal;
      }
  }

  async forgive(attempt: Attempt): Promise<void> {
    for (const { limiter, key } of this.#countersOf(attempt)) await limiter.reward(key);
  }

  async clear(kind: AttemptKind, target: string): Promise<void> {
    const attempt = { kind, address: null, target };
    for (const { limiter, key } of this.#countersOf(attempt)) await limiter.delete(key);
  }

  /** The shortest time first, so that what is refused by it does not count for the longer ones. */
  #countersOf({ kind, address, target, device }: Attempt) {
    const counters: { limiter: RateLimiterAbstract; key: string }[] = [];
    const add = (what: string, limits: readonly Limit[], key: string) =>
      limits.forEach((limit) =>
        counters.push({ limiter: this.#limiter(`${kind}-${what}`, limit), key }),
      );
    if (address !== null) add('address', fromAddress, network(address));
    if (device) add('device', atTarget[kind], device);
    else if (target !== null) add('target', atTarget[kind], digest(target.toLowerCase()));
    return counters;
  }

  #limiter(what: string, { most, within }: Limit): RateLimiterAbstract {
    const keyPrefix = `trilogue:attempts:${what}:${within}`;
    const known = this.#limiters.get(keyPrefix);
    if (known) return known;
    const options = { keyPrefix, points: most, duration: within };
    const memory = new RateLimiterMemory(options);
    const made = this.#redis
      ? new RateLimiterRedis({
          ...options,
          storeClient: this.#redis,
          rejectIfRedisNotReady: true,
          insuranceLimiter: memory,
        })
      : memory;
    this.#limiters.set(keyPrefix, made);
    return made;
  }
}

/** One subscriber has a whole /64 of IPv6, so that is counted as one address. */
function network(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = '', tail] = address.split('%', 1)[0]?.split('::') ?? [];
  const first = head.split(':').filter(Boolean);
  const last = tail?.split(':').filter(Boolean) ?? [];
  const groups = [...first, ...Array<string>(8 - first.length - last.length).fill('0'), ...last];
  return groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':');
}

/** What is counted is nobody else's business, whoever can read the counters. */
function digest(target: string): string {
  return createHash('sha256').update(target).digest('base64url');
}

function tooMany({ kind }: Attempt, milliseconds: number): DomainError {
  const wait = `Wait ${inWords(Math.ceil(milliseconds / 1000))}`;
  return new DomainError(
    'too-many-requests',
    kind === 'invitation-mail'
      ? `This address has had its share of invitations for now, and none was sent. ${wait}, then invite again.`
      : `There were too many attempts. ${wait}, then try again.`,
  );
}

function inWords(seconds: number): string {
  if (seconds <= minute) return seconds <= 1 ? 'a second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / minute);
  return minutes < 90 ? `${minutes} minutes` : `${Math.ceil(seconds / hour)} hours`;
}
