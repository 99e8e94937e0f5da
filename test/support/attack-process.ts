/** Attackers in a process of their own: `attack-process.ts ADDRESS DRAFT ATTACK`; it ends with them. */
import { attacks, Crowd } from './attacks.ts';

const [address = '', draft = '', name = ''] = process.argv.slice(2);
const crowd = new Crowd(address, draft);
await attacks[name as keyof typeof attacks](crowd);
await crowd.isRead();
process.exit();
