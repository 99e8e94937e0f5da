/** An organisation is a member of the coalition; people belong to it. */
import { isCountryCode } from './country-codes.ts';
import { oneLine } from './one-line.ts';

export interface OrganisationFacts {
  readonly name: string;
  /** "BE", by ISO 3166-1; null where nobody said. */
  readonly country: string | null;
  readonly website: string | null;
}

/** As somebody wrote it in a form; what is left empty is not said. */
export type WrittenOrganisation = Readonly<Record<keyof OrganisationFacts, string>>;

/** By field, a sentence that says what is expected there; empty when nothing is wrong. */
export type OrganisationProblems = Partial<Record<keyof OrganisationFacts, string>>;

const longestName = 160;
const longestWebsite = 300;

export function organisationProblems(written: WrittenOrganisation): OrganisationProblems {
  return {
    ...problem('name', nameProblem(oneLine(written.name))),
    ...problem('country', countryProblem(written.country.trim())),
    ...problem('website', websiteProblem(written.website.trim())),
  };
}

function problem(field: keyof OrganisationFacts, sentence: string | undefined) {
  return sentence === undefined ? {} : { [field]: sentence };
}

function nameProblem({ length }: string): string | undefined {
  if (length === 0) return 'Write the name of the organisation.';
  if (length <= longestName) return undefined;
  return `A name has at most ${longestName} characters; this one has ${length}.`;
}

function countryProblem(code: string): string | undefined {
  if (code === '' || isCountryCode(code)) return undefined;
  return `“${code}” is no country’s code. Choose a country from the list, or none.`;
}

function websiteProblem(address: string): string | undefined {
  if (address === '' || readWebsite(address) !== undefined) return undefined;
  return 'Write the address of a website with its beginning, as in https://example.org.';
}

function readWebsite(address: string): string | undefined {
  if (address.length > longestWebsite || !/^https?:\/\//i.test(address)) return undefined;
  if (!URL.canParse(address)) return undefined;
  const { href, hostname, username, password } = new URL(address);
  return hostname.includes('.') && !username && !password ? href : undefined;
}

/** What is kept of an organisation without problems. */
export function readOrganisation(written: WrittenOrganisation): OrganisationFacts {
  return {
    name: oneLine(written.name),
    country: written.country.trim() || null,
    website: readWebsite(written.website.trim()) ?? null,
  };
}
