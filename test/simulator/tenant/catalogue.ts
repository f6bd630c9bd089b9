import { fraction, identifier } from './hash';

/** Something with a name and a resource id. */
export interface LookupEntry {
	resourceId: string;
	name: string;
}

export interface LicenseType extends LookupEntry {
	licenseModules: Array<LookupEntry & { isAvailable: boolean }>;
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

/** How many of the products, in the order above, each license type has. */
const owned = { Starter: 1, Standard: 3, Professional: 6, Business: 8, Enterprise: 10 };

/** License types; the lookup does not know the modules of "Custom". */
export const licenseTypes: LicenseType[] = [
	...named('license', Object.keys(owned)).map((type) => ({
		...type,
		licenseModules: modules.map((module, index) => ({
			...module,
			isAvailable: index < owned[type.name as keyof typeof owned],
		})),
	})),
	...named('license', ['Custom']).map((type) => ({ ...type, licenseModules: [] })),
];

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

const availableModules = new Map(
	licenseTypes.map((type) => [
		type.resourceId,
		type.licenseModules.filter((m) => m.isAvailable).map((m) => m.resourceId),
	]),
);

/** What a license type has; a Custom license has its own choice of products per company. */
export function modulesOf(licenseTypeResourceId: string | null, companyId: string): string[] {
	if (licenseTypeResourceId === licenseTypes[licenseTypes.length - 1].resourceId) {
		return modules
			.filter((module) => fraction(module.name + companyId) < 0.5)
			.map((module) => module.resourceId);
	}
	return availableModules.get(licenseTypeResourceId ?? '') ?? [];
}
