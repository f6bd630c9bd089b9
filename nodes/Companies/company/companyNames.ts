import type { Company } from './company';
import { foldAccents, foldText } from './foldText';

/** What is remembered of a company, so that a list of all of them takes little memory. */
export type NamedCompany = Pick<Company, 'name' | 'resellerName'> & { id: string };

/** Companies by their names. */
export class CompanyNames {
	private readonly byName = new Map<string, NamedCompany[]>();
	private readonly byPlainName = new Map<string, NamedCompany[]>();

	constructor(companies: NamedCompany[]) {
		for (const company of companies) {
			if (company.name === null) continue;
			const name = foldText(company.name);
			push(this.byName, name, company);
			push(this.byPlainName, foldAccents(name), company);
		}
	}

	/** The companies of this name, in upper or lower case, with any spaces around it and between its words. */
	asWritten(name: string): NamedCompany[] {
		return this.byName.get(foldText(name)) ?? [];
	}

	/** The same; where there is none, the companies whose names only differ by accents. */
	find(name: string): NamedCompany[] {
		const found = this.asWritten(name);
		return found.length > 0 ? found : (this.byPlainName.get(foldAccents(foldText(name))) ?? []);
	}

	/** Each name once. */
	get all(): Set<string> {
		const companies = [...this.byName.values()].flat();
		return new Set(companies.flatMap(({ name }) => name ?? []));
	}
}

function push(map: Map<string, NamedCompany[]>, key: string, company: NamedCompany): void {
	const companies = map.get(key);
	if (companies) companies.push(company);
	else map.set(key, [company]);
}
