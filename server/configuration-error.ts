/** A setting is wrong: its message is a sentence that names it, and stops the start. */
export class ConfigurationError extends Error {}
