import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { allInOrder } from '../errors/allInOrder';
import { readCompanyDetails } from '../api/companyDetails';
import { toCompany, type Company } from '../company/company';
import { DateEvidence, hasUnreadDate, isUnread, type DateFormat } from '../company/dateOrder';
import { readDay, type DayOrder } from '../company/dates';
import { isMissing, nonEmptyString } from '../company/rawValues';
import { companyProperty, getOutputProperty } from '../descriptions/get';
import { getOptionsProperty } from '../descriptions/options';
import { outputProperty } from '../descriptions/output';
import { profileOf } from '../company/profile';
import { productRefs } from '../company/productRefs';
import { productsOf, type Catalogue, type Products } from '../company/products';
import { itemMaker } from '../output/output';
import { unreadHint } from '../list/hints';
import { readListFormat, readOptions } from '../parameters/options';
import { readOption } from '../parameters/reader';
import { chosenCompanyId } from './chosenCompany';
import type { Operation, OperationInput } from './operation';

/** The formats of dates that can be read both ways. */
const DAY_AND_MONTH = ['DD/MM/YYYY', 'MM/DD/YYYY'] as const;
const UNREAD = 'A date of the company could not be read and is left empty.';

/** If the dates do not show the order of day and month, the company's own date format decides. */
function evidenceOf(company: Company, format: DateFormat): DateEvidence {
	const { dateFormat, licenseStartDate } = company.fields;
	const evidence = new DateEvidence(format);
	evidence.add(company);
	evidence.addDate(nonEmptyString(licenseStartDate));
	const own = DAY_AND_MONTH.find((name) => name === nonEmptyString(dateFormat)?.toUpperCase());
	return evidence.isOpen && own ? new DateEvidence(own) : evidence;
}

function dateHints(company: Company, { doubt, order }: DateEvidence): string[] {
	const start = nonEmptyString(company.fields.licenseStartDate);
	const isEmpty = hasUnreadDate(company, order) || isUnread(start, readDay(start, order));
	return [...(doubt ? [doubt] : []), ...(isEmpty ? [UNREAD] : [])];
}

/** The names of unread values in the details. */
function unreadOf({ unread, fields }: Company): string[] {
	const { licenseStartDate, licenseModules } = fields;
	const isStartUnread = !isMissing(licenseStartDate) && nonEmptyString(licenseStartDate) === null;
	return [
		...unread,
		...(isStartUnread ? ['licenseStartDate'] : []),
		...(productRefs(licenseModules) ? [] : ['licenseModules']),
	];
}

/** The details list the products themselves, also for a "Custom" license, which the catalogue does not list. */
function productsIn(company: Company, catalogue: Catalogue | undefined): Products | null {
	if (!catalogue) return null;
	const listed = productRefs(company.fields.licenseModules) ?? [];
	return listed.length > 0 ? catalogue.owning(listed) : productsOf(company, catalogue);
}

/** `licenseStartDate` is the only date that is in the details only. */
function withReadDates(json: IDataObject, order: DayOrder): IDataObject {
	if (!('licenseStartDate' in json)) return json;
	return { ...json, licenseStartDate: readDay(nonEmptyString(json.licenseStartDate), order) };
}

async function execute(input: OperationInput): Promise<INodeExecutionData[]> {
	const { read, run } = input;
	// Search also has Full and Selected Fields; they stay when the user changes the operation.
	const output = readOption(outputProperty, read);
	const { options, thresholds } = readOptions(read);
	const listFormat = readListFormat(read);
	const id = await chosenCompanyId(input, options);
	const asked = readCompanyDetails(run.client, id);
	const [details, catalogue] = await allInOrder([
		asked,
		output === 'raw' ? undefined : run.optionalCatalogue(run.client.beside(asked)),
	]);
	if (output === 'raw') return [{ json: details }];

	const company = toCompany(details);
	const evidence = evidenceOf(company, options.dateFormat);
	const products = productsIn(company, catalogue);
	run.addHints(dateHints(company, evidence));
	const unread = unreadOf(company);
	if (unread.length > 0) run.addHints([unreadHint('the company', unread)]);
	const profile = profileOf(company, { today: run.today, dayOrder: evidence.order }, products);
	const full = { name: 'full', fields: [], listFormat } as const;
	const toJson = itemMaker(full, { thresholds, dayOrder: evidence.order });
	return [{ json: withReadDates(toJson(profile), evidence.order) }];
}

export const getCompany: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get company',
	description: 'Look up one company with all its details',
	subject: 'company',
	inParallel: true,
	properties: [companyProperty, getOutputProperty, getOptionsProperty],
	execute,
};
