import { toCatalogue } from '../../nodes/Companies/api/readLookups';
import type { Catalogue } from '../../nodes/Companies/company/products';
import { buildSearchRequest } from '../../nodes/Companies/api/searchRequest';
import { anyOf, isComparable, localCondition } from '../../nodes/Companies/filter/condition';
import {
	choiceCondition,
	missingProductCondition,
} from '../../nodes/Companies/filter/conditions/choice';
import {
	activeCondition,
	expiredCondition,
	spanCondition,
	spanOf,
} from '../../nodes/Companies/filter/conditions/date';
import {
	limitCondition,
	limitContains,
	usageCondition,
	numberCondition,
} from '../../nodes/Companies/filter/conditions/number';
import {
	monthSetting,
	sentWith,
	statusSetting,
} from '../../nodes/Companies/filter/conditions/setting';
import { textCondition, typedFieldCondition } from '../../nodes/Companies/filter/conditions/text';
import { FIELDS } from '../../nodes/Companies/filter/fields';
import type { OperatorOf } from '../../nodes/Companies/filter/operators';
import { NEWEST_FIRST } from '../../nodes/Companies/filter/order';
import { matchesPlan, planSearch } from '../../nodes/Companies/filter/plan';
import { insightOf, TODAY } from './build';

const item = (FieldName: string, Operator: string, Value: string) => ({
	FieldName,
	Operator,
	Value,
});

const renewing = (licenseEndDate: string | null) => insightOf({ licenseEndDate });

describe('text', () => {
	const acme = insightOf({ companyName: 'ACME GmbH', tags: ['vip', 'EMEA'] });

	test('ignores case, and is sent as it was typed', () => {
		const condition = textCondition('Name', FIELDS.CompanyName, 'contains', 'Acme');
		expect(condition.matches(acme)).toBe(true);
		expect(condition.supersetClause).toEqual({ all: [item('CompanyName', 'Contains', 'Acme')] });
		expect(textCondition('Name', FIELDS.CompanyName, 'equals', 'acme gmbh').matches(acme)).toBe(
			true,
		);
		expect(textCondition('Tag', FIELDS.Tags, 'equals', 'VIP').matches(acme)).toBe(true);
	});

	test('"not equal" is not sent: a database would leave out companies without the text', () => {
		const condition = textCondition('Tag', FIELDS.Tags, 'notEquals', 'vip');
		expect(condition).toMatchObject({ exactClause: null, supersetClause: null });
		expect(condition.matches(acme)).toBe(false);
		expect(condition.matches(insightOf({ tags: null }))).toBe(true);
	});
});

describe('dates', () => {
	const march = spanCondition('Renewal', FIELDS.LicenseEndDate, {
		from: '2026-03-01',
		to: '2026-03-31',
	});

	test('both ends are included, at every time of the day and in every zone', () => {
		const inside = ['2026-03-01T00:00:00Z', '2026-03-31T23:59:59Z', '2026-03-31T23:59:59-12:00'];
		expect(inside.map((date) => march.matches(renewing(date)))).toEqual([true, true, true]);
		const outside = ['2026-02-28T23:59:59Z', '2026-04-01T00:00:00+14:00', null];
		expect(outside.map((date) => march.matches(renewing(date)))).toEqual([false, false, false]);
	});

	test('exactly: from the first moment of the first day to the first one after the last', () => {
		expect(march.exactClause).toEqual({
			all: [item('LicenseEndDate', '>=', '2026-03-01'), item('LicenseEndDate', '<', '2026-04-01')],
		});
	});

	test('sent is a day more at both ends', () => {
		expect(march.supersetClause).toEqual({
			all: [item('LicenseEndDate', '>=', '2026-02-28'), item('LicenseEndDate', '<', '2026-04-02')],
		});
	});

	test('a company that the superset request may return does not show that the API ignores it', () => {
		expect(march.matchesSuperset(renewing('2026-04-01T12:00:00Z'))).toBe(true);
		expect(march.matchesSuperset(renewing(null))).toBe(true);
		expect(march.matchesSuperset(renewing('2026-04-05T00:00:00Z'))).toBe(false);
	});

	test('bounds at the end of the calendar are not moved out of it', () => {
		const open = spanCondition('Renewal', FIELDS.LicenseEndDate, {
			from: '2026-03-01',
			to: '9999-12-31',
		});
		expect(open.supersetClause).toEqual({ all: [item('LicenseEndDate', '>=', '2026-02-28')] });
		expect(open.matchesSuperset(renewing('2026-04-05'))).toBe(true);
		const whole = spanCondition('Renewal', FIELDS.LicenseEndDate, { from: '0001-01-01' });
		expect(whole.supersetClause).toBeNull();
		expect([whole.matches(renewing('2026-04-05')), whole.matches(renewing(null))]).toEqual([
			true,
			false,
		]);
	});

	test('no day comes after the last one of the calendar', () => {
		const sent = (operator: OperatorOf<'date'>) =>
			spanCondition('Renewal', FIELDS.LicenseEndDate, spanOf(operator, '9999-12-31')).exactClause;
		const ever = { all: [item('LicenseEndDate', '>=', '1900-01-01')] };
		const never = { all: [item('LicenseEndDate', '>=', '9999-12-31')] };
		expect(sent('lessOrEqual')).toEqual(ever);
		expect(sent('equals')).toEqual(never);
		expect(sent('greaterOrEqual')).toEqual(never);
		expect(sent('greaterThan')).toEqual({
			all: [...never.all, item('LicenseEndDate', '<', '1900-01-02')],
		});
		const after = spanCondition(
			'Renewal',
			FIELDS.LicenseEndDate,
			spanOf('greaterThan', '9999-12-31'),
		);
		expect(after.matches(renewing('9999-12-31'))).toBe(false);
		expect(after.matches(renewing('2026-04-05'))).toBe(false);
	});

	test.each([
		['equals', { from: '2026-03-01', to: '2026-03-01' }],
		['greaterThan', { from: '2026-03-02' }],
		['greaterOrEqual', { from: '2026-03-01' }],
		['lessThan', { to: '2026-02-28' }],
		['lessOrEqual', { to: '2026-03-01' }],
	] as const)('%s stands for a span', (operator, span) => {
		expect(spanOf(operator, '2026-03-01')).toEqual(span);
	});
});

describe('the license limit', () => {
	const unlimited = insightOf({ isNumberOfUsersLimited: false, numberOfUsers: '10' });
	const wordy = insightOf({ numberOfUsers: 'N/A' });

	test.each([
		['greaterOrEqual', 50, true],
		['notEquals', 10, true],
		['lessOrEqual', 50, false],
		['equals', 10, false],
	] as const)(
		'unlimited %s %i: %s; only sent where no unlimited company gets lost',
		(operator, value, expected) => {
			const condition = limitCondition('Limit', FIELDS.NumberOfUsers, operator, value);
			expect(condition.matches(unlimited)).toBe(expected);
			expect(condition.matches(wordy)).toBe(false);
			expect(condition.supersetClause === null).toBe(expected);
			expect([unlimited, wordy].map((company) => isComparable(condition, company))).toEqual([
				false,
				true,
			]);
			expect(condition.matchesSuperset(unlimited)).toBe(true);
		},
	);

	test('as text, unlimited licenses have none', () => {
		expect(limitContains('Limit', FIELDS.NumberOfUsers, '1').matches(unlimited)).toBe(false);
		expect(
			limitContains('Limit', FIELDS.NumberOfUsers, '5').matches(
				insightOf({ numberOfUsers: '250' }),
			),
		).toBe(true);
	});
});

test('usage is compared unrounded, by this node alone, and unlimited matches no bound', () => {
	const condition = usageCondition('Usage', { min: 90, max: 100 });
	const usage = (targetUserCount: number) => insightOf({ numberOfUsers: '10000', targetUserCount });
	expect(condition).toMatchObject({ exactClause: null, supersetClause: null });
	expect([8999, 9000, 10000, 10001].map((users) => condition.matches(usage(users)))).toEqual([
		false,
		true,
		true,
		false,
	]);
	const unlimited = insightOf({ isNumberOfUsersLimited: false, targetUserCount: 5 });
	expect(usageCondition('Usage', { min: 0 }).matches(unlimited)).toBe(false);
});

test('users that are not known match no bound', () => {
	expect(
		numberCondition('Users', FIELDS.TargetUserCount, 'lessOrEqual', 5).matches(insightOf({})),
	).toBe(false);
	expect(
		numberCondition('Users', FIELDS.TargetUserCount, 'notEquals', 5).matches(insightOf({})),
	).toBe(false);
});

describe('expired and active', () => {
	const flagged = insightOf({ licenceExpired: true, licenseEndDate: '2027-01-01' });
	const past = insightOf({ licenceExpired: false, licenseEndDate: '2026-03-14' });
	const today = insightOf({ licenceExpired: false, licenseEndDate: TODAY });

	test('one is the other turned round', () => {
		for (const [profile, expired] of [
			[flagged, true],
			[past, true],
			[today, false],
		] as const) {
			expect(expiredCondition('Status', TODAY).matches(profile)).toBe(expired);
			expect(activeCondition('Status').matches(profile)).toBe(!expired);
		}
	});

	test('expired is not sent: an API that knows only one of the two would lose companies', () => {
		const { exactClause, supersetClause } = expiredCondition('Status', TODAY);
		expect(exactClause).toEqual({
			any: [item('LicenceExpired', '=', 'true'), item('LicenseEndDate', '<', TODAY)],
		});
		expect(supersetClause).toBeNull();
	});
});

describe('products', () => {
	const [phishing, vishing] = ['Phishing', 'Vishing'].map((name) => ({ resourceId: name, name }));
	const catalogue = toCatalogue({
		licenses: [
			{ resourceId: 'with', name: 'With', licenseModules: [phishing] },
			{ resourceId: 'without', name: 'Without', licenseModules: [vishing] },
			{ resourceId: 'custom', name: 'Custom', licenseModules: [] },
		],
	}) as Catalogue;
	const of = (licenseTypeResourceId: string) => insightOf({ licenseTypeResourceId }, { catalogue });
	const choice = { chosen: catalogue.products.slice(0, 1) };

	test('owned is sent, missing is checked here, whether unknown products match is unknown', () => {
		const owned = choiceCondition('Product', FIELDS.ModuleResourceId, choice);
		const missing = missingProductCondition('Missing', choice);
		expect(owned.supersetClause).toEqual({
			all: [item('ModuleResourceId', 'Include', 'Phishing')],
		});
		expect(missing.supersetClause).toBeNull();
		expect(['with', 'without', 'custom'].map((type) => owned.matches(of(type)))).toEqual([
			true,
			false,
			null,
		]);
		expect(['with', 'without', 'custom'].map((type) => missing.matches(of(type)))).toEqual([
			false,
			true,
			null,
		]);
		expect(owned.matchesSuperset(of('custom'))).toBe(true);
	});
});

test('a choice that is only known by name is checked here alone', () => {
	const condition = choiceCondition('Type', FIELDS.LicenseTypeResourceId, {
		chosen: [{ id: 'L1', name: 'One' }, 'Two'],
	});
	expect(condition.supersetClause).toBeNull();
	expect(condition.matches(insightOf({ licenseTypeName: 'two' }))).toBe(true);
	expect(condition.matches(insightOf({ licenseTypeResourceId: 'l1' }))).toBe(true);
	expect(condition.matches(insightOf({}))).toBe(false);
});

describe('alternatives', () => {
	const unknown = localCondition('Unknown', () => null);
	const [yes, no] = [true, false].map((truth) => localCondition('Known', () => truth));

	test.each([
		[[yes, unknown], true],
		[[no, unknown], null],
		[[unknown], null],
		[[no, no], false],
	])('with an unknown one, case %#', (conditions, truth) => {
		expect(anyOf('Any', conditions).matches(insightOf({}))).toBe(truth);
	});

	test.each([
		[[yes, unknown], null],
		[[no, unknown], false],
		[[yes, yes], true],
		[[], true],
	])('all together with an unknown one, case %#', (conditions, truth) => {
		expect(matchesPlan(planSearch(conditions, 'auto'), insightOf({}))).toBe(truth);
	});

	const name = (text: string) => textCondition(text, FIELDS.CompanyName, 'contains', text);
	const users = numberCondition('Users', FIELDS.TargetUserCount, 'greaterThan', 5);

	test('about one field are sent', () => {
		expect(anyOf('Any', [name('a'), name('b')]).supersetClause).toEqual({
			any: [item('CompanyName', 'Contains', 'a'), item('CompanyName', 'Contains', 'b')],
		});
	});

	test('about several fields are not: an API that ignores one would lose companies', () => {
		expect(anyOf('Any', [name('a'), users])).toMatchObject({
			supersetClause: null,
			exactClause: {
				any: [item('CompanyName', 'Contains', 'a'), item('TargetUserCount', '>', '5')],
			},
		});
	});

	test('of which the API cannot express one are not sent', () => {
		expect(
			anyOf('Any', [name('a'), textCondition('b', FIELDS.CompanyName, 'notEquals', 'b')]),
		).toMatchObject({ supersetClause: null, exactClause: null });
	});
});

describe('a field that was typed by hand', () => {
	const matches = (
		operator: Parameters<typeof typedFieldCondition>[2],
		value: string,
		riskScore: unknown,
	) =>
		typedFieldCondition('Typed', 'RiskScore', operator, value).matches(
			insightOf({ riskScore: riskScore as string }),
		);

	test('is always sent, and a refusal of it is final', () => {
		expect(typedFieldCondition('Typed', 'RiskScore', 'greaterThan', '5')).toMatchObject({
			supersetClause: { all: [item('RiskScore', '>', '5')] },
			onlyApi: true,
			alwaysSent: true,
		});
	});

	test('is checked as far as the rows carry it', () => {
		expect(matches('greaterThan', '5', 5)).toBe(false);
		expect(matches('greaterThan', '5', 40)).toBe(true);
		expect(matches('contains', 'HIGH', 'very high')).toBe(true);
		expect(matches('equals', 'high', 'low')).toBe(false);
		for (const unknown of [undefined, null, ['high'], '2026-03-01T00:00:00Z']) {
			expect(matches('equals', 'high', unknown)).toBe(true);
		}
	});
});

test('a month is a setting: it leaves out no company and is always sent', () => {
	const condition = monthSetting('Month', FIELDS.TrainingEnrolledMonth, '2026-03');
	expect(condition).toMatchObject({
		supersetClause: { all: [item('TrainingEnrolledMonth', '=', '2026-03')] },
		alwaysSent: true,
		setting: {
			name: 'TrainingEnrolledMonth',
			value: '2026-03',
			otherwise: 'Monthly Enrolled counts the month that Keepnet uses by default',
		},
	});
	expect(condition.matches(insightOf({}))).toBe(true);
});

test('the status is a setting that brings its month along', () => {
	const { TrainingConsumptionStatus: field, TrainingConsumptionMonth: month } = FIELDS;
	const [completed, inProgress] = field.choices;
	if (!completed || !inProgress) throw new Error('There are two choices');
	const needed = monthSetting('Month', month, '2026-03');
	const status = sentWith(statusSetting('Status', field, [inProgress, completed]), needed);
	const items = [
		item('TrainingConsumptionMonth', '=', '2026-03'),
		item('TrainingConsumptionStatus', 'Include', '1,2'),
	];
	expect(status).toMatchObject({ exactClause: { all: items }, supersetClause: { all: items } });
	const clauses = [needed, status].flatMap(({ exactClause }) => exactClause ?? []);
	const { filter } = buildSearchRequest(clauses, NEWEST_FIRST, 1, 100);
	expect(filter.FilterGroups[0]?.FilterItems).toEqual(items);
});
