import { router } from './trpc.ts';
import {
  invitationsRouter,
  membersRouter,
  organisationsRouter,
  workspacesRouter,
} from './coalitions/router.ts';
import { auditRouter } from './audit/router.ts';
import { commentsRouter } from './comments/router.ts';
import { concordanceRouter } from './concordance/router.ts';
import { draftsRouter } from './drafts/router.ts';
import { fourColumnRouter } from './four-column/router.ts';
import { importsRouter } from './imports/router.ts';
import { ownDataRouter } from './own-data/router.ts';
import { marksRouter } from './marks/router.ts';
import { positionsRouter } from './positions/router.ts';
import { proceduresRouter } from './procedures/router.ts';
import { roundsRouter } from './rounds/router.ts';
import { agreementRouter } from './agreement/router.ts';
import { remarksRouter } from './remarks/router.ts';
import { linksRouter, sharedRouter } from './sharing/router.ts';
import { sessionRouter } from './accounts/router.ts';
import { suggestionsRouter } from './suggestions/router.ts';

export const appRouter = router({
  session: sessionRouter,
  workspaces: workspacesRouter,
  organisations: organisationsRouter,
  members: membersRouter,
  invitations: invitationsRouter,
  procedures: proceduresRouter,
  positions: positionsRouter,
  drafts: draftsRouter,
  comments: commentsRouter,
  suggestions: suggestionsRouter,
  imports: importsRouter,
  marks: marksRouter,
  links: linksRouter,
  shared: sharedRouter,
  fourColumn: fourColumnRouter,
  rounds: roundsRouter,
  agreement: agreementRouter,
  remarks: remarksRouter,
  concordance: concordanceRouter,
  audit: auditRouter,
  ownData: ownDataRouter,
});

export type AppRouter = typeof appRouter;
