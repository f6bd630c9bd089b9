/** Whether something is true; null where nobody knows. */
export type Truth = boolean | null;

/** False as soon as one is false, whatever the unknown ones are; true for no items. */
export function and<T>(items: Iterable<T>, test: (item: T) => Truth): Truth {
	let all: Truth = true;
	for (const item of items) {
		const truth = test(item);
		if (truth === false) return false;
		if (truth === null) all = null;
	}
	return all;
}

/** True as soon as one is true, whatever the unknown ones are; false for no items. */
export function or<T>(items: Iterable<T>, test: (item: T) => Truth): Truth {
	let any: Truth = false;
	for (const item of items) {
		const truth = test(item);
		if (truth === true) return true;
		if (truth === null) any = null;
	}
	return any;
}
