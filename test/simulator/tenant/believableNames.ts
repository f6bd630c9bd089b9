/** What companies of an industry call themselves. */
const TRADES: Readonly<Record<string, readonly string[]>> = {
	Automotive: ['Motors', 'Auto Parts', 'Vehicle Leasing', 'Automotive Systems', 'Fleet Services'],
	'Banking & Finance': ['Bank', 'Capital', 'Credit Union', 'Asset Management', 'Payments'],
	Construction: ['Construction', 'Builders', 'Civil Engineering', 'Interiors', 'Roofing'],
	Consulting: ['Consulting', 'Advisory', 'Partners', 'Strategy Group', 'Associates'],
	Education: ['Academy', 'College', 'School District', 'Language Schools', 'University'],
	'Energy, Oil & Gas': ['Energy', 'Power', 'Gas Networks', 'Renewables', 'Drilling Services'],
	Government: ['City Council', 'County Administration', 'Water Authority', 'Port Authority'],
	Healthcare: ['Clinic', 'Hospital Group', 'Dental Care', 'Pharmacies', 'Medical Devices'],
	Insurance: ['Insurance', 'Mutual', 'Underwriting', 'Reinsurance', 'Insurance Brokers'],
	'Legal Services': ['Law', 'Legal', 'Solicitors', 'Notaries', 'Patent Attorneys'],
	Manufacturing: ['Industries', 'Precision Tools', 'Plastics', 'Packaging', 'Steel Works'],
	Media: ['Media', 'Publishing', 'Broadcasting', 'Studios', 'Press'],
	Retail: ['Stores', 'Markets', 'Outdoor', 'Home & Garden', 'Fashion'],
	Technology: ['Software', 'Cloud', 'Data Systems', 'Semiconductors', 'Networks'],
	'Transportation & Logistics': ['Logistics', 'Freight', 'Airlines', 'Shipping', 'Couriers'],
};

const ANY_TRADE = ['Group', 'Holdings', 'International', 'Services', 'Ventures'];

const PLACES = [
	'Northgate',
	'Harborview',
	'Silver Lake',
	'Meridian',
	'Eastbrook',
	'Alpine',
	'Redwood',
	'Bluewater',
	'Kingsford',
	'Summit',
	'Lakeside',
	'Granite',
	'Westfield',
	'Aurora',
	'Old Mill',
	'Riverbend',
	'Pinecrest',
	'Cobalt',
	'Highland',
	'Anchor',
	'Bosphorus',
	'Rhine',
	'Nordic',
	'Atlantic',
	'Danube',
	'Iberia',
	'Baltic',
	'Adriatic',
];

/** The parts that names are made of: a place or a family's name, then the trade. */
export const placeNames: readonly string[] = PLACES;

/** @param industry its name; without one the trade says nothing */
export const tradesOf = (industry: string | undefined): readonly string[] =>
	(industry === undefined ? undefined : TRADES[industry]) ?? ANY_TRADE;
