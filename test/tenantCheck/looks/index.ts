import type { Look } from '../look';
import { datesLook } from './dates';
import { exportsLook } from './exports';
import { fieldsLook } from './fields';
import { filtersLook } from './filters';
import { lettersLook } from './letters';
import { listLook } from './list';
import { lookupsLook } from './lookups';
import { namesLook } from './names';
import { ordersLook } from './orders';
import { pagingLook } from './paging';
import { sizesLook } from './sizes';
import { tokenLook } from './token';

/** What the check looks at, in this order: each may use what those before it found. */
export const LOOKS: readonly Look[] = [
	tokenLook,
	lookupsLook,
	listLook,
	fieldsLook,
	namesLook,
	pagingLook,
	sizesLook,
	ordersLook,
	datesLook,
	filtersLook,
	lettersLook,
	exportsLook,
];
