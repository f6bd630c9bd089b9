import { Breaks, partsWithBreaks } from '../breaks';
import { orFailed, readPage, type Page } from '../api/search';
import { buildSearchRequest, type RequestOrder } from '../api/searchRequest';
import { toCompany } from '../company/company';
import { DateEvidence, hasUnreadDate, type DateFormat } from '../company/dateOrder';
import type { DayOrder } from '../company/dates';
import type { RawCompany } from '../company/rawCompany';
import { profileOf, type CompanyProfile, type ProfileContext } from '../company/profile';
import { ApiError } from '../errors/apiError';
import type { Condition } from '../filter/condition';
import {
	clausesOf,
	ignoredBy,
	isAskedFor,
	matchesPlan,
	unknownIn,
	type PlannedCondition,
} from '../filter/plan';
import type { KeepnetClient } from '../transport/client';
import type { AcceptedRequest } from './negotiate';
import { isNewestFirst, NEWEST_FIRST } from '../filter/order';
import { CompanyScan, type ScanOptions } from './scan';
import type { ReadPageOfSweep } from './sizedPages';
import { SweepOrders } from './sweep';
import { UnknownMatches } from './unknownMatches';

/** What a profile depends on; the rows show the order of day and month. */
type RowContext = Omit<ProfileContext, 'dayOrder'>;

/** Profiles rows that are all there already, for a look at a list before it is read. */
export function profileRows(rows: RawCompany[], dateFormat: DateFormat, context: RowContext) {
	const companies = rows.map(toCompany);
	const evidence = new DateEvidence(dateFormat);
	for (const company of companies) evidence.add(company);
	const dayOrder = evidence.order;
	const profiles = companies.map((company) => profileOf(company, { ...context, dayOrder }));
	return { profiles, evidence };
}

/** How a list is read. */
export interface ReadingSettings extends Omit<ScanOptions, 'newestFirst'> {
	context: RowContext;
	dateFormat: DateFormat;
}

/** Some companies at the end of a list, in case the last ones have no value to sort by. */
const END_SIZE = 10;

/** From pages of rows to companies that match every condition. */
export class CompanyReading {
	/** What the companies showed, for the hints. */
	readonly notes = {
		/** Companies from the API, before the node checked the conditions. */
		read: 0,
		ignored: new Set<Condition>(),
		/** Companies with a date that could not be read. */
		unreadDates: 0,
		/** Companies with another value that could not be read, and the names of these values. */
		unread: { companies: 0, names: new Set<string>() },
	};
	/** The companies of {@link matching} that may turn out to be left out, and those that it leaves out. */
	readonly unknown = new UnknownMatches(this.notes.ignored);
	readonly scan: CompanyScan;
	readonly evidence: DateEvidence;
	readonly breaks = new Breaks();
	private readonly orders: SweepOrders;
	private endRows?: Promise<RawCompany[]>;

	constructor(
		private readonly client: KeepnetClient,
		readonly accepted: AcceptedRequest,
		private readonly settings: ReadingSettings,
	) {
		const { first, requestOrder } = accepted;
		this.evidence = new DateEvidence(settings.dateFormat);
		this.orders = new SweepOrders(requestOrder);
		this.scan = new CompanyScan(
			first,
			{
				page: this.readPage,
				newest: async (isFirst) =>
					await this.ask(NEWEST_FIRST, 1, 1, { client: isFirst ? client.probing : client }),
				larger: async (number, size, abandoned, tried) =>
					await this.ask(requestOrder, number, size, {
						client: tried ? client.beside(tried) : client.probing,
						abandoned,
					}),
			},
			{ ...settings, newestFirst: isNewestFirst(requestOrder) },
		);
	}

	/**
	 * The companies that match, in parts as they come; also an empty part after a page, so that the reader can stop. A later
	 * page may show that some of them are to be left out: see {@link unknown}.
	 *
	 * @throws ApiError
	 */
	async *matching(): AsyncGenerator<CompanyProfile[]> {
		for await (const rows of this.rows()) {
			if (rows.length === 0) yield [];
			for await (const part of partsWithBreaks(rows, this.breaks)) yield this.select(part);
		}
	}

	/**
	 * All rows, as soon as it is known how their dates are read; also an empty list after a page.
	 *
	 * @throws ApiError
	 */
	async *rows(): AsyncGenerator<RawCompany[]> {
		let buffered: RawCompany[] = [];
		for await (const rows of this.scan.read()) {
			for (const row of rows) {
				this.evidence.addRow(row);
				buffered.push(row);
			}
			// Dates that can be read both ways wait for one that shows which way is right.
			const readable = this.evidence.isOpen ? [] : buffered;
			if (!this.evidence.isOpen) buffered = [];
			yield readable;
		}
		yield buffered;
	}

	/** The companies of rows that match; see {@link matching}. */
	select(rows: readonly RawCompany[]): CompanyProfile[] {
		// To ask how dates are written is to settle it.
		if (rows.length === 0) return [];
		const context: ProfileContext = { ...this.settings.context, dayOrder: this.dayOrder };
		const profiles = rows.map((row) => profileOf(toCompany(row), context));
		for (const profile of profiles) this.note(profile);
		return profiles.filter((profile) => this.mayMatch(profile));
	}

	/**
	 * The companies at the end of the list, the last one first.
	 *
	 * @param dayOrder how day and month of the list were read
	 * @returns none where the API refuses the opposite direction
	 * @throws ApiError
	 */
	async end(dayOrder: DayOrder): Promise<CompanyProfile[]> {
		const context: ProfileContext = { ...this.settings.context, dayOrder };
		const rows = await (this.endRows ??= this.readEnd());
		return rows.map((row) => profileOf(toCompany(row), context));
	}

	/** How day and month were read. */
	get dayOrder(): DayOrder {
		return this.evidence.order;
	}

	/** How many companies match, as the API counts them; undefined where it was not asked for exactly these. */
	get counted(): number | undefined {
		const isApplied = (planned: PlannedCondition) =>
			isAskedFor(planned) && !this.notes.ignored.has(planned.condition);
		return this.accepted.plan.every(isApplied) ? this.scan.report.total : undefined;
	}

	private readonly readPage: ReadPageOfSweep = async (number, size, sweep, abandoned) => {
		const order = this.orders.of(sweep);
		// Only the first page of a sweep shows that its order is refused: the others come in the same order or not at all.
		if (order === this.accepted.requestOrder || number > 1) {
			return await this.ask(order, number, size, { abandoned });
		}
		const { probing: client } = this.client;
		const page = await orFailed(this.ask(order, number, size, { client, abandoned }));
		if (!(page instanceof ApiError)) return page;
		this.orders.refuse(order);
		return await this.readPage(number, size, sweep, abandoned);
	};

	private async readEnd(): Promise<RawCompany[]> {
		const { orderBy, ascending } = this.accepted.requestOrder;
		const order = { orderBy, ascending: !ascending };
		const page = await orFailed(this.ask(order, 1, END_SIZE, { client: this.client.probing }));
		return page instanceof ApiError ? [] : page.rows;
	}

	private async ask(
		order: RequestOrder,
		pageNumber: number,
		pageSize: number,
		{ client = this.client, abandoned }: { client?: KeepnetClient; abandoned?: AbortSignal } = {},
	): Promise<Page> {
		const clauses = clausesOf(this.accepted.plan);
		const request = buildSearchRequest(clauses, order, pageNumber, pageSize);
		return await readPage(client, request, abandoned);
	}

	private mayMatch(profile: CompanyProfile): boolean {
		const { plan } = this.accepted;
		const truth = matchesPlan(plan, profile);
		if (truth !== null) return truth;
		this.unknown.add(profile, unknownIn(plan, profile));
		return this.unknown.isKept(profile.company.id);
	}

	private note(profile: CompanyProfile): void {
		const { notes, accepted } = this;
		const { unread } = profile.company;
		notes.read++;
		if (hasUnreadDate(profile.company, this.dayOrder)) notes.unreadDates++;
		if (unread.length > 0) notes.unread.companies++;
		for (const name of unread) notes.unread.names.add(name);
		for (const condition of ignoredBy(accepted.plan, profile)) notes.ignored.add(condition);
	}
}
