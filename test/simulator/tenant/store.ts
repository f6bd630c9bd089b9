import { identifier } from './hash';
import { company, type Company, type CompanyRow } from './row';

const blank: Omit<CompanyRow, 'companyResourceId'> = {
	companyName: 'New Company',
	resellerName: null,
	industryName: null,
	industryResourceId: null,
	licenseTypeName: null,
	licenseTypeResourceId: null,
	isNumberOfUsersLimited: true,
	numberOfUsers: '100',
	targetUserCount: 0,
	inactiveTargetUserCount: 0,
	deletedTargetUserCount: 0,
	monthlyActiveUserCount: 0,
	licenceExpired: false,
	licenseEndDate: null,
	createTime: null,
	tags: [],
	privacyDurationId: 1,
};

/** The companies of one reseller: the source of all answers, also after changes at run time. */
export class CompanyStore {
	/** Grows with every change. */
	version = 0;

	private readonly byId = new Map<string, Company>();

	private inserted = 0;

	private cache: { version: number; all: Company[]; overLimit: number } | undefined;

	constructor(rows: CompanyRow[] = []) {
		for (const row of rows) this.byId.set(row.companyResourceId, company({ ...row }));
	}

	get size(): number {
		return this.byId.size;
	}

	/** How many companies are over their limit. */
	get overLimitCount(): number {
		return this.current().overLimit;
	}

	/** All rows as they are now. */
	list(): Array<Readonly<CompanyRow>> {
		return this.all().map(({ row }) => row);
	}

	/** All companies with their computed values. */
	all(): readonly Company[] {
		return this.current().all;
	}

	get(id: string): Readonly<CompanyRow> | undefined {
		return this.find(id)?.row;
	}

	find(id: string): Company | undefined {
		return this.byId.get(id);
	}

	/** Adds a company; missing fields get defaults. */
	insert(row: Partial<CompanyRow> = {}): Readonly<CompanyRow> {
		const companyResourceId = row.companyResourceId ?? identifier(`inserted ${this.inserted++}`);
		if (this.byId.has(companyResourceId)) throw new Error(`${companyResourceId} exists already`);
		return this.put({ ...blank, ...row, companyResourceId });
	}

	/** Changes fields of a company. */
	update(id: string, patch: Partial<CompanyRow>): Readonly<CompanyRow> {
		const row = this.get(id);
		if (row === undefined) throw new Error(`There is no company ${id}`);
		return this.put({ ...row, ...patch, companyResourceId: id });
	}

	/** Removes a company; false if there is none. */
	remove(id: string): boolean {
		const found = this.byId.delete(id);
		if (found) this.version++;
		return found;
	}

	/** Removes all of them. */
	clear(): void {
		this.byId.clear();
		this.version++;
	}

	private put(row: CompanyRow): Readonly<CompanyRow> {
		const entry = company(row);
		this.byId.set(entry.id, entry);
		this.version++;
		return entry.row;
	}

	private current() {
		if (this.cache?.version !== this.version) {
			const all = [...this.byId.values()];
			const overLimit = all.filter((entry) => entry.isOverLimit).length;
			this.cache = { version: this.version, all, overLimit };
		}
		return this.cache;
	}
}
