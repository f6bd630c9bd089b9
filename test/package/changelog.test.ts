import { dated, withVersion } from './changelog';

const entries = '\n### Added\n\n- A list.\n\n## [0.1.0]\n\n- The beginning.\n';
const changelog = `# Changelog\n\n## [Unreleased]\n${entries}`;

test('a release dates what was unreleased', () => {
	expect(dated(changelog, '0.2.0', '2026-12-01')).toBe(
		`# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n${entries}`,
	);
});

test.each([
	['nothing new', '# Changelog\n\n## [Unreleased]\n\n## [0.1.0]\n\n- The beginning.\n', '0.2.0'],
	['no place for what is new', '# Changelog\n', '0.2.0'],
	['the same version', changelog, '0.1.0'],
])('there is no release with %s', (_what, text, version) => {
	expect(() => dated(text, version, '2026-12-01')).toThrow(/^CHANGELOG\.md has /);
});

test('commands in the documentation name the new version', () => {
	const text = 'npm i a@0.1.0 b@0.1.0 ./a-0.1.0.tgz';
	expect(withVersion(text, 'a', '0.1.0', '0.2.0')).toBe('npm i a@0.2.0 b@0.1.0 ./a-0.2.0.tgz');
});
