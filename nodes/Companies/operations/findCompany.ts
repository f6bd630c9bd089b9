import { UserError } from 'n8n-workflow';

import { CompanyNames, type NamedCompany } from '../company/companyNames';
import { companyProperty } from '../descriptions/get';
import { ApiError } from '../errors/apiError';
import type { Condition } from '../filter/condition';
import { textCondition } from '../filter/conditions/text';
import { FIELDS } from '../filter/fields';
import { NEWEST_FIRST } from '../filter/order';
import { ignoredBy } from '../filter/plan';
import { profileRows, type CompanyReading } from '../list/companyReading';
import { nearNames } from '../parameters/names';
import type { ReadingOptions } from '../parameters/options';
import { quoted } from '../parameters/values';
import type { NamedList, RunContext } from '../run/context';
import { checkComplete, openList } from '../run/openList';

const { displayName: label } = companyProperty;

/** How many companies of one name a message has room for. */
const MAX_LISTED = 10;

/** Whether Keepnet filters by the name, as far as the first page shows. If not, the list is as long as the whole list. */
function isNarrowed({ accepted: { first, plan } }: CompanyReading, run: RunContext): boolean {
	const { profiles } = profileRows(first.rows, 'auto', run);
	const isSent = plan.some(({ clause }) => clause);
	return isSent && profiles.every((profile) => ignoredBy(plan, profile).length === 0);
}

async function readNames(reading: CompanyReading): Promise<CompanyNames> {
	const companies: NamedCompany[] = [];
	for await (const profiles of reading.matching()) {
		for (const { company } of profiles) {
			const { id, name, resellerName } = company;
			if (id !== null) companies.push({ id, name, resellerName });
		}
	}
	return new CompanyNames(companies.filter(({ id }) => reading.scan.isPresent(id)));
}

const open = async (run: RunContext, conditions: Condition[], options: ReadingOptions) =>
	await openList(run, { conditions, order: NEWEST_FIRST, options, showsProducts: false });

async function readWholeList(run: RunContext, options: ReadingOptions): Promise<NamedList> {
	const reading = await open(run, [], options);
	return { names: await readNames(reading), reading };
}

/** The whole list, read once for all input items; after a failure, the next one reads it again. */
async function wholeList(run: RunContext, options: ReadingOptions): Promise<NamedList> {
	run.companyList ??= readWholeList(run, options).catch((error: unknown) => {
		run.companyList = undefined;
		throw error;
	});
	return await run.companyList;
}

/**
 * The companies of a name. Only where none has it as it is written, accents are ignored: the whole list shows which names
 * differ by accents alone, because a database may tell accents apart.
 */
async function readNamed(
	run: RunContext,
	name: string,
	options: ReadingOptions,
): Promise<NamedList & { found: NamedCompany[] }> {
	if (!run.companyList) {
		const condition = textCondition(label, FIELDS.CompanyName, 'equals', name);
		const reading = await open(run, [condition], options);
		const names = isNarrowed(reading, run) ? await readNames(reading) : new CompanyNames([]);
		const found = names.asWritten(name);
		if (found.length > 0) return { found, names, reading };
	}
	const list = await wholeList(run, options);
	return { ...list, found: list.names.find(name) };
}

/** The operation is about one company, this part of it about the list of companies. */
function aboutList(error: unknown): never {
	if (!(error instanceof ApiError)) throw error;
	throw new ApiError(error.kind, { ...error.details, subject: 'companies' });
}

function several(name: string, found: NamedCompany[]): UserError {
	const listed = found
		.slice(0, MAX_LISTED)
		.map(({ id, resellerName }) =>
			resellerName === null ? quoted(id) : `${quoted(id)} of ${quoted(resellerName)}`,
		);
	const more = found.length - listed.length;
	const rest = more > 0 ? `, and ${more} more` : '';
	return new UserError(`Several companies have the name ${quoted(name)}`, {
		description: `Set '${label}' to By ID and enter the ID of the one you mean: ${listed.join(', ')}${rest}.`,
	});
}

function none(name: string, names: CompanyNames): UserError {
	const near = nearNames(name, names.all).map(quoted).join(', ');
	return new UserError(`No company has the name ${quoted(name)}`, {
		description: near
			? `Did you mean ${near}?`
			: "No name in Keepnet's list is like it: choose the company from the list, or enter its ID.",
	});
}

/**
 * Looks up a company by its exact name. Upper and lower case, accents, outer spaces and repeated spaces make no difference.
 *
 * @throws UserError where no company has the name, with the nearest ones, or several have it, with their IDs; ApiError,
 * also where no company was found in a list that may be incomplete
 */
export async function findCompanyId(
	run: RunContext,
	name: string,
	options: ReadingOptions,
): Promise<string> {
	const { found, names, reading } = await readNamed(run, name, options).catch(aboutList);
	checkComplete(run, reading, { ...options, onIncomplete: found.length > 0 ? 'warn' : 'error' });
	const [company, ...others] = found;
	if (!company) throw none(name, names);
	if (others.length > 0) throw several(name, found);
	return company.id;
}
