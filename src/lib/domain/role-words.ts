/** How the roles are called on the screen and in mail, and what each is for. */
import { type Role, roles } from './permission.ts';

export const roleNames: Readonly<Record<Role, string>> = {
  owner: 'owner',
  editor: 'editor',
  suggester: 'suggester',
  commenter: 'commenter',
  viewer: 'reader',
};

export const roleMeanings: Readonly<Record<Role, string>> = {
  owner: 'Imports texts, writes drafts, decides what is public and who is a member.',
  editor: 'Imports texts and writes drafts.',
  suggester: 'Suggests other words in drafts; editors accept or reject.',
  commenter: 'Comments on drafts and changes no words.',
  viewer:
    'Reads what the workspace reads, and changes nothing. What is restricted is for those named on it.',
};

/** The role of that name; also by the word under which it is stored. */
export function roleNamed(word: string): Role | undefined {
  return roles.find((role) => role === word || roleNames[role] === word);
}
