import { z } from 'zod';
import { declares, router } from '../trpc.ts';
import { deleteAccount } from './deletion.ts';
import * as own from './service.ts';

export const ownDataRouter = router({
  show: declares('own-account').query(({ ctx }) => own.showOwnData(ctx)),
  /** A change, as the log tells of it. */
  export: declares('own-account').mutation(({ ctx }) => own.exportOwnData(ctx)),
  deleteAccount: declares('own-account')
    .input(z.object({ email: z.string().max(300), password: z.string().max(200) }))
    .mutation(({ ctx, input }) => deleteAccount(ctx, input)),
});
