import { requireOpen } from '#lib/sharing/knock.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => ({ shared: await requireOpen(event) });
