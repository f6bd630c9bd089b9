import { ExplainedError } from '../commandLine';

const UNRELEASED = '## [Unreleased]';

/**
 * Dates the entries of _Unreleased_: they stand below a heading of their own afterwards.
 *
 * @param day `YYYY-MM-DD`
 * @throws ExplainedError if there is nothing to release, or the version has been released
 */
export function dated(changelog: string, version: string, day: string): string {
	const [before, ...rest] = changelog.split(`${UNRELEASED}\n`);
	const [entries = ''] = rest.join('').split('\n## ');
	if (rest.length !== 1 || entries.trim() === '') {
		throw new ExplainedError(
			`CHANGELOG.md has nothing below "${UNRELEASED}". Write down what users will notice, and start again.`,
		);
	}
	if (changelog.includes(`## [${version}]`)) {
		throw new ExplainedError(
			`CHANGELOG.md has a heading for ${version} already. Release another version.`,
		);
	}
	return `${before}${UNRELEASED}\n\n## [${version}] - ${day}\n${rest.join('')}`;
}

/** A text that names the package in a version, with another version. */
export const withVersion = (text: string, name: string, from: string, to: string) =>
	text
		.replaceAll(`${name}@${from}`, `${name}@${to}`)
		.replaceAll(`${name}-${from}.tgz`, `${name}-${to}.tgz`);
