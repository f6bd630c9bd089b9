import { ApiError } from '../../nodes/Companies/errors/apiError';
import { errorTexts } from '../../nodes/Companies/errors/nodeError';
import { readThrown } from '../../nodes/Companies/transport/thrown';

describe('A certificate that is not trusted', () => {
	const { kind } = readThrown(new Error('self-signed certificate in certificate chain'));
	const describe = (ignoreSslIssues: boolean) =>
		errorTexts(
			new ApiError(kind, { baseUrl: 'https://keepnet.example.com', ignoreSslIssues }),
			'companies',
		).description;

	it('can be ignored', () => {
		expect(describe(false)).toContain("turn on 'Ignore SSL Issues'");
	});

	it('is ignored already: n8n 1.x cannot do so through a proxy', () => {
		expect(describe(true)).not.toContain('turn on');
		expect(describe(true)).toContain('n8n 1.x cannot ignore certificates through a proxy');
		expect(describe(true)).toContain('NODE_EXTRA_CA_CERTS');
	});
});
