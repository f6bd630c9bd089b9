import { toCompany } from '../../nodes/Companies/company/company';
import type { DateFormat } from '../../nodes/Companies/company/dateOrder';
import { DateEvidence, hasUnreadDate } from '../../nodes/Companies/company/dateOrder';

function evidence(format: DateFormat, ...dates: string[]): DateEvidence {
	const found = new DateEvidence(format);
	for (const licenseEndDate of dates) found.add(toCompany({ licenseEndDate }));
	return found;
}

test('one date with a day above 12 settles all of them', () => {
	expect(evidence('auto', '03/04/2026', '25/04/2026')).toMatchObject({
		isOpen: false,
		order: 'dayFirst',
		doubt: undefined,
	});
	expect(evidence('auto', '03/04/2026', '04/25/2026')).toMatchObject({
		isOpen: false,
		order: 'monthFirst',
		doubt: undefined,
	});
});

test('both dates of a company count', () => {
	const found = new DateEvidence('auto');
	found.add(toCompany({ licenseEndDate: '03/04/2026', createTime: '01/31/2026 10:00' }));
	expect(found.order).toBe('monthFirst');
});

test('if nothing settles it, day first is assumed and a hint says so', () => {
	const found = evidence('auto', '03/04/2026', '05/05/2026');
	expect(found.isOpen).toBe(true);
	expect(found.order).toBe('dayFirst');
	expect(found.doubt).toBe(
		"The dates do not show whether the day or the month comes first, so they were read as DD/MM/YYYY. Set 'Date Format' in the options to be sure.",
	);
});

test('the option settles it without doubt', () => {
	for (const [format, order] of [
		['DD/MM/YYYY', 'dayFirst'],
		['MM/DD/YYYY', 'monthFirst'],
		['iso', null],
		['YYYY/MM/DD', null],
	] as const) {
		expect(evidence(format, '03/04/2026')).toMatchObject({
			isOpen: false,
			order,
			doubt: undefined,
		});
	}
});

test('dates of both orders: what is written more often wins, and the user is told', () => {
	const found = evidence('auto', '04/25/2026', '04/26/2026', '25/04/2026');
	expect(found.order).toBe('monthFirst');
	expect(found.doubt).toContain('Some dates have the day first, others the month first.');
});

test('once read in an order, later rows do not turn it round', () => {
	const found = evidence('auto', '25/04/2026');
	expect(found.order).toBe('dayFirst');
	for (const licenseEndDate of ['04/25/2026', '04/26/2026'])
		found.add(toCompany({ licenseEndDate }));
	expect(found.order).toBe('dayFirst');
});

test('dates in ISO 8601 leave nothing open', () => {
	expect(evidence('auto', '2026-04-03T00:00:00Z')).toMatchObject({
		isOpen: false,
		doubt: undefined,
	});
});

test('a date that cannot be read is not mistaken for none', () => {
	expect(hasUnreadDate(toCompany({ licenseEndDate: 'soon' }), 'dayFirst')).toBe(true);
	expect(hasUnreadDate(toCompany({ licenseEndDate: '04/25/2026' }), 'dayFirst')).toBe(true);
	expect(hasUnreadDate(toCompany({ licenseEndDate: null }), 'dayFirst')).toBe(false);
	expect(hasUnreadDate(toCompany({ createTime: '0001-01-01T00:00:00' }), 'dayFirst')).toBe(false);
});
