/** Without scripts: a link opens pages to read, and nothing on them asks for more. */
export const csr = false;
