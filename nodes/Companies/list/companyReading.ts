import type { KeepnetClient } from '../transport/client';
import { ApiError } from '../errors/apiError';
import type { Company } from '../company/company';
import { toCompany } from '../company/company';
import type { DateFormat } from '../company/dateOrder';
import { DateEvidence, hasUnreadDate } from '../company/dateOrder';
import type { DayOrder } from '../company/dates';
import type { CompanyProfile, ProfileContext } from '../company/profile';
import { profileOf } from '../company/profile';
import type { Condition } from '../filter/condition';
import { ignoredBy, matchesPlan, clausesOf } from '../filter/plan';
import { isNewestFirst, NEWEST_FIRST } from '../filter/order';
import { buildSearchRequest } from '../api/searchRequest';
import { ListWatch } from './listWatch';
import type { AcceptedRequest } from './negotiate';
import type { Page } from '../api/search';
import { orRefused, readPage } from '../api/search';
import type { InFlight } from './sweep';
import { PassOrders } from './sweepOrders';
import { CompanyScan } from './scan';

/** What a reading found out beside the companies, for the hints. */
export interface Findings {
	/** Companies that the API gave, before the conditions were checked here. */
	read: number;
	ignored: Set<Condition>;
	/** Companies with a date that could not be read. */
	unreadDates: number;
	/** Companies with another value that could not be read, and the names of these values. */
	unread: { companies: number; names: Set<string> };
}

/** From pages of rows to companies that pass every condition: the middle of the pipeline. */
export class CompanyReading {
	readonly findings: Findings = {
		read: 0,
		ignored: new Set(),
		unreadDates: 0,
		unread: { companies: 0, names: new Set() },
	};
	readonly scan: CompanyScan;
	private readonly evidence: DateEvidence;
	private readonly orders: PassOrders;

	/**
	 * @param knowledge what companies are judged against; how dates are written is found out while reading
	 * @param inFlight as for `readPass`
	 * @param confirmUncounted as in `ScanOptions`
	 */
	constructor(
		client: KeepnetClient,
		private readonly list: AcceptedRequest,
		private readonly knowledge: Omit<ProfileContext, 'dayOrder'>,
		dateFormat: DateFormat,
		inFlight: InFlight,
		confirmUncounted: boolean,
	) {
		this.evidence = new DateEvidence(dateFormat);
		this.orders = new PassOrders(list.requestOrder);
		this.scan = new CompanyScan(
			list.first,
			async (...page) => await this.readPage(client, ...page),
			inFlight,
			new ListWatch(async () => await this.readNewest(client)),
			{ newestFirst: isNewestFirst(list.requestOrder), confirmUncounted },
		);
	}

	/** The companies that pass, page by page: also a page of none, so that the reader can stop. Throws {@link ApiError}. */
	async *matching(): AsyncGenerator<CompanyProfile[]> {
		let held: Company[] = [];
		for await (const rows of this.scan.read()) {
			for (const row of rows) {
				const company = toCompany(row);
				this.evidence.add(company);
				held.push(company);
			}
			// Rows that can be read both ways wait for one that shows which way is right; who reads them need not.
			const readable = this.evidence.isOpen ? [] : held;
			if (!this.evidence.isOpen) held = [];
			yield this.select(readable);
		}
		if (held.length > 0) yield this.select(held);
	}

	/** How day and month were read. */
	get dayOrder(): DayOrder {
		return this.evidence.order;
	}

	/** A sentence about dates that may be read wrong, if there is doubt. */
	get dateDoubt(): string | undefined {
		return this.evidence.doubt;
	}

	private async readPage(
		client: KeepnetClient,
		pageNumber: number,
		pageSize: number,
		pass: number,
		abandoned?: AbortSignal,
	): Promise<Page> {
		const order = this.orders.of(pass);
		const request = buildSearchRequest(clausesOf(this.list.plan), order, pageNumber, pageSize);
		const mayRefuse = order !== this.list.requestOrder;
		const asked = readPage(client, request, abandoned);
		const page = mayRefuse ? await orRefused(asked) : await asked;
		if (!(page instanceof ApiError)) return page;
		this.orders.refuse(order);
		return await this.readPage(client, pageNumber, pageSize, pass, abandoned);
	}

	private async readNewest(client: KeepnetClient): Promise<Page> {
		return await readPage(
			client,
			buildSearchRequest(clausesOf(this.list.plan), NEWEST_FIRST, 1, 1),
		);
	}

	private select(companies: Company[]): CompanyProfile[] {
		const knowledge: ProfileContext = { ...this.knowledge, dayOrder: this.evidence.order };
		return companies
			.map((company) => profileOf(company, knowledge))
			.filter((profile) => {
				this.take(profile, knowledge);
				return matchesPlan(this.list.plan, profile);
			});
	}

	private noteUnread({ unread }: Company): void {
		if (unread.length === 0) return;
		this.findings.unread.companies++;
		for (const name of unread) this.findings.unread.names.add(name);
	}

	private take(profile: CompanyProfile, { dayOrder }: ProfileContext): void {
		this.findings.read++;
		this.noteUnread(profile.company);
		if (hasUnreadDate(profile.company, dayOrder)) this.findings.unreadDates++;
		for (const condition of ignoredBy(this.list.plan, profile)) {
			this.findings.ignored.add(condition);
		}
	}
}
