/** Whether something is true; null where nobody knows. */
export type Truth = boolean | null;

type Combine = <T>(items: Iterable<T>, test: (item: T) => Truth) => Truth;

/** @param decisive settles the result alone, whatever the unknown ones are */
const combine =
	(decisive: boolean): Combine =>
	(items, test) => {
		let all: Truth = !decisive;
		for (const item of items) {
			const truth = test(item);
			if (truth === decisive) return decisive;
			if (truth === null) all = null;
		}
		return all;
	};

/** False as soon as one is false; true for no items. */
export const and = combine(false);

/** True as soon as one is true; false for no items. */
export const or = combine(true);
