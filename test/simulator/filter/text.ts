import type { Company } from '../tenant/row';
import { fold } from './fold';
import type { FieldRule } from './types';

/** Compares texts of a company without case. A missing text differs from every text. */
export function textRule(textsOf: (company: Company) => Array<string | null>): FieldRule {
	return {
		operators: ['Contains', '=', '!='],
		compile(operator, value, { lettersI }) {
			const wanted = fold(value, lettersI);
			const lower = (company: Company) =>
				textsOf(company).map((text) => fold(text ?? '', lettersI));
			if (operator === 'Contains') {
				return (company) => lower(company).some((text) => text.includes(wanted));
			}
			const isEqual = (company: Company) => lower(company).includes(wanted);
			return operator === '=' ? isEqual : (company) => !isEqual(company);
		},
	};
}

/** Resource IDs of a company; one of them must be among the given ones. */
export function idRule(idsOf: (company: Company) => ReadonlyArray<string | null>): FieldRule {
	return {
		operators: ['Include'],
		compile(_operator, value) {
			const ids = new Set(value.split(',').map((id) => id.trim()));
			ids.delete('');
			if (ids.size === 0) throw new Error('needs at least one resource id');
			return (company) => idsOf(company).some((id) => id !== null && ids.has(id));
		},
	};
}
