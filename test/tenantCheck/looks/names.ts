import type { IDataObject } from 'n8n-workflow';
import { isTellable, secretsIn, type Secrets } from '../identifier';
import { sampleOf, type Look } from '../look';
import { claimsOf } from '../claims';

/** Claims of contract section 1, and those that every token has. */
const CLAIMS = [
	...['exp', 'iat', 'nbf', 'iss', 'aud', 'sub', 'jti', 'client_id', 'role', 'scope'],
	...['reseller_access', 'user_company_resourceid', 'user_company_name'],
];
/** Contract section 2, in its two spellings. */
const ENVELOPE = ['data', 'status', 'message', 'validationMessages', 'isSuccess', 'messages'];

const uncapitalised = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** Names that the server gave, the known ones apart from the rest, of which some are not told. */
function sorted(names: string[], known: string[], secrets: Secrets) {
	const isKnown = (name: string) => known.includes(uncapitalised(name));
	const added = names.filter((name) => !isKnown(name));
	const told = added.filter((name) => isTellable(uncapitalised(name), secrets)).sort();
	return {
		all: [...names.filter(isKnown), ...told].sort(),
		told,
		untold: added.length - told.length,
	};
}

type Names = ReturnType<typeof sorted>;

const textOf = ({ all, untold }: Names) =>
	[...all, ...(untold > 0 ? [`${untold} others`] : [])].join(', ') || 'none that can be read';

const moreIn = (what: string, { told, untold }: Names) => [
	...(told.length > 0 ? [`${what} has more: ${told.join(', ')}.`] : []),
	...(untold > 0 ? [`${what} has more, whose names are not told.`] : []),
];

/** The names in a token and around an answer. It asks for nothing, and comes after the list, which says what must not be told. */
export const namesLook: Look = {
	title: 'Names in answers',
	about: 'For maintainers: what a token says about its client, and what comes with every answer.',
	asks: ['nothing: the first answer shows it'],
	async run(tenant) {
		const { oauthTokenData } = await tenant.credential.getData();
		const claims = claimsOf(oauthTokenData as IDataObject | undefined);
		const secrets = secretsIn(sampleOf(tenant).page.rows, claims.user_company_name);
		const inToken = sorted(Object.keys(claims), CLAIMS, secrets);
		const inEnvelope = sorted(tenant.watch.envelope, ENVELOPE, secrets);
		const lacking = ['exp', 'client_id', 'role'].filter((name) => !(name in claims));
		return {
			lines: [
				{ what: 'Claims', verdict: textOf(inToken) },
				{ what: 'Envelope', verdict: textOf(inEnvelope) },
			],
			contradicts: [
				...moreIn('The token', inToken),
				...(lacking.length > 0 ? [`The token lacks claims: ${lacking.join(', ')}.`] : []),
				...moreIn('The envelope', inEnvelope),
			],
			behaviour: {
				capitalisedEnvelope: inEnvelope.all.includes('Status'),
				isSuccessEnvelope: inEnvelope.all.includes('isSuccess'),
			},
		};
	},
};
