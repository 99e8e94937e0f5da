import { fail } from '@sveltejs/kit';
import { passwordProblem } from '#domain/account.ts';
import { askAccounts } from '#lib/accounts/ask-accounts.ts';
import * as secondFactor from '#lib/accounts/second-factor.ts';
import { problemIn } from '#lib/accounts/sign-in.ts';
import { api } from '#lib/api/client.ts';
import { refusal } from '#lib/api/refusal.ts';
import type { Actions } from './$types';

const read = async (request: Request) => {
  const form = await request.formData();
  return (field: string) => String(form.get(field) ?? '');
};

export const actions: Actions = {
  password: async ({ request, fetch }) => {
    const text = await read(request);
    const [current, next] = [text('current'), text('next')];
    const wrong = passwordProblem(next);
    if (wrong) return fail(400, { wrong });
    const answer = await askAccounts(fetch, '/own-account/password', { current, next });
    const problem = problemIn(answer, answer.message ?? secondFactor.notPassword);
    if (problem) return fail(400, { problem });
    return { done: 'Your password is changed, and you are signed out everywhere else.' };
  },

  begin: async ({ request, fetch }) => {
    const { problem, ...setUp } = await secondFactor.beginSecondFactor(
      fetch,
      (await read(request))('password'),
    );
    return problem ? fail(400, { problem }) : { setUp };
  },

  confirm: async ({ request, fetch }) => {
    const text = await read(request);
    const setUp = { uri: text('uri'), codes: text('codes').split(' ') };
    const problem = await secondFactor.confirmSecondFactor(fetch, text('code'));
    if (problem) return fail(400, { problem, setUp });
    return { codes: setUp.codes, done: 'Your second factor is set up, and asked for from now on.' };
  },

  codes: async ({ request, fetch }) => {
    const { problem, codes } = await secondFactor.newBackupCodes(
      fetch,
      (await read(request))('password'),
    );
    return problem ? fail(400, { problem }) : { codes, done: 'The earlier backup codes are void.' };
  },

  remove: async ({ request, fetch }) => {
    const given = secondFactor.withPassword((await read(request))('password'));
    const answer = await askAccounts(fetch, '/two-factor/disable', given);
    const problem = problemIn(answer, secondFactor.notPassword);
    if (problem) return fail(400, { problem });
    return { done: 'Your second factor is removed. Your password alone lets you in now.' };
  },

  rename: async ({ request, fetch, url }) => {
    const text = await read(request);
    const named = { id: text('id'), name: text('name') };
    const problem = await refusal(api(fetch, url.origin).session.renamePasskey.mutate(named));
    return problem ? fail(400, { problem }) : { done: 'The passkey has its new name.' };
  },

  forget: async ({ request, fetch, url }) => {
    const id = (await read(request))('id');
    const problem = await refusal(api(fetch, url.origin).session.removePasskey.mutate({ id }));
    return problem ? fail(400, { problem }) : { done: 'The passkey is removed and opens nothing.' };
  },
};
