/** What stands where the name of somebody stood whose account was deleted. What they wrote stays. */
export const formerMember = 'Former member';
