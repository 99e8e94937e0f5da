/**
 * A form about versions that is sent without leaving the page, so that the editor stays as it is.
 * Words that this page has not saved yet go first: they belong into what is kept. Without
 * JavaScript the same form is an ordinary one.
 */
import type { SubmitFunction } from '@sveltejs/kit';
import { invalidateAll } from '$app/navigation';

const unsaved =
  'Your last words are not saved on the server yet, so nothing was done. Try again when it says “Saved”.';
const noAnswer = 'The server did not answer. Load the page again to see whether it was done.';

export class VersionForm {
  isBusy = $state(false);
  /** What went wrong, or what was done; one of them is empty. */
  problem = $state('');
  done = $state('');
  readonly #whenSaved: () => Promise<boolean>;

  constructor(whenSaved: () => Promise<boolean>) {
    this.#whenSaved = whenSaved;
  }

  forget(): void {
    this.problem = this.done = '';
  }

  /** `success` is what is said when it is done. */
  sending(success: (form: FormData) => string): SubmitFunction {
    return async ({ cancel, formData }) => {
      if (this.isBusy) return cancel();
      this.isBusy = true;
      this.forget();
      if (!(await this.#whenSaved())) {
        this.isBusy = false;
        this.problem = unsaved;
        return cancel();
      }
      return async ({ result, formElement }) => {
        if (result.type === 'redirect') {
          formElement.reset();
          await invalidateAll();
          this.done = success(formData);
        } else this.problem = problemIn(result);
        this.isBusy = false;
      };
    };
  }
}

function problemIn(result: { readonly type: string; readonly data?: unknown }): string {
  const said = (result.data as { readonly versionProblem?: unknown } | undefined)?.versionProblem;
  return typeof said === 'string' ? said : noAnswer;
}
