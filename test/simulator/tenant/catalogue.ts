import { fraction, identifier } from './hash';
import type { CompanyRow } from './row';

/** Something with a name and a resource id. */
export interface LookupEntry {
	resourceId: string;
	name: string;
}

/** A product as the lookup lists it. */
export interface ListedModule extends LookupEntry {
	/** False: this reseller may not sell it. A license type has it all the same. */
	isAvailable: boolean;
}

export interface LicenseType extends LookupEntry {
	licenseModules: ListedModule[];
}

const named = (kind: string, names: string[]): LookupEntry[] =>
	names.map((name) => ({ resourceId: identifier(`${kind} ${name}`), name }));

/** The products. */
export const modules = named('module', [
	'Phishing Simulator',
	'Smishing Simulator',
	'Vishing Simulator',
	'Quishing Simulator',
	'Callback Simulator',
	'Awareness Educator',
	'Incident Responder',
	'Threat Intelligence',
	'Email Threat Simulator',
	'Threat Sharing',
]);

/** What the reseller may not sell. */
const notForSale = ['Threat Intelligence', 'Threat Sharing'];

/** All products, and whether the reseller may sell them. */
export const listedModules: ListedModule[] = modules.map((module) => ({
	...module,
	isAvailable: !notForSale.includes(module.name),
}));

/** How many of the products, in the order above, each license type has. */
const owned = { Starter: 1, Standard: 3, Professional: 6, Business: 8, Enterprise: 10 };

/** License types; the lookup does not know the modules of "Custom". */
export const licenseTypes: LicenseType[] = [
	...named('license', Object.keys(owned)).map((type) => ({
		...type,
		licenseModules: listedModules.slice(0, owned[type.name as keyof typeof owned]),
	})),
	...named('license', ['Custom']).map((type) => ({ ...type, licenseModules: [] })),
];

/** The license type of which each company has its own choice of products. */
export const customType: LicenseType = licenseTypes[licenseTypes.length - 1];

export const industries = named('industry', [
	'Automotive',
	'Banking & Finance',
	'Construction',
	'Consulting',
	'Education',
	'Energy, Oil & Gas',
	'Government',
	'Healthcare',
	'Insurance',
	'Legal Services',
	'Manufacturing',
	'Media',
	'Retail',
	'Technology',
	'Transportation & Logistics',
]);

export interface Reseller extends LookupEntry {
	/** Name of the reseller that this one belongs to. */
	parent?: string;
}

/** Resellers; one works through another, so that groups nest. */
export const resellers: Reseller[] = [
	...named('reseller', [
		'CyberShield MSSP',
		'Güvenli Bilişim A.Ş.',
		'NordSec, ApS',
		'Blue Harbor IT',
	]),
	{ ...named('reseller', ['CyberShield Iberia'])[0], parent: 'CyberShield MSSP' },
];

const modulesOfType = new Map(
	licenseTypes.map(({ resourceId, licenseModules }) => {
		const ids = licenseModules.map((module) => module.resourceId);
		return [resourceId, modules.filter((module) => ids.includes(module.resourceId))];
	}),
);

/** The products of a company: its own, or those of its license type; a Custom license has a choice for each company. */
export function modulesOf({
	modules: own,
	licenseTypeResourceId,
	companyResourceId,
}: Pick<CompanyRow, 'modules' | 'licenseTypeResourceId' | 'companyResourceId'>): LookupEntry[] {
	if (own) return own;
	if (licenseTypeResourceId === customType.resourceId) {
		return modules.filter(({ name }) => fraction(name + companyResourceId) < 0.5);
	}
	return modulesOfType.get(licenseTypeResourceId ?? '') ?? [];
}
