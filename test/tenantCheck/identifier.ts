/**
 * Whether a name can be told: it looks like a name that a programmer gave. The key of a map may be the name of a customer, and
 * mostly has a space, a sign or a capital at its beginning.
 */
export const isIdentifier = (name: string) =>
	/^[a-z][a-zA-Z0-9]{1,39}$|^[a-z][a-z_]{1,39}$/.test(name);
