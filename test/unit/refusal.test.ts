import { ApiError } from '../../nodes/Companies/errors/apiError';
import { saidBy, saysOrder } from '../../nodes/Companies/list/refusal';

const said = (words: string, ...values: string[]) =>
	saidBy(new ApiError('badRequest', { words: [words] }), [
		{ all: values.map((Value) => ({ FieldName: 'CompanyName', Operator: 'Contains', Value })) },
	]).replace(/\s+/g, ' ');

test.each([
	["'Resort' is not valid for CompanyName", 'resort', "' ' is not valid for companyname"],
	['CompanyName cannot have a', 'a', 'companyname cannot have '],
	['(a.b)* is not valid', '(a.b)*', ' is not valid'],
	['C++ or Ömer is not valid', 'ömer', 'c++ or is not valid'],
	['CompanyName is not valid', ' ', 'companyname is not valid'],
	['Acme, ACME and Acmeville', 'acme', ' , and acmeville'],
	['aa is not aaa', 'aa', ' is not aaa'],
	['𐐀x is no x', 'x', '𐐨x is no '],
	['CompanyName is too long', '(a+b)*[c'.repeat(10_000), 'companyname is too long'],
])('what is said, without the values: %s', (words, value, expected) => {
	expect(said(words, value)).toBe(expected);
});

test.each([
	["orderBy 'X' is not supported", true],
	['The Order By field is unknown', true],
	['Cannot sort by X', true],
	['Sorting is not possible', true],
	['CompanyName is not valid in order to filter', false],
	['Resort and Border are not valid', false],
])('whether it is about the order: %s', (words, isAboutOrder) => {
	expect(saysOrder(said(words))).toBe(isAboutOrder);
});
