import { cellsOf, readDocument, rowsOf, sectionOf } from '../../documentation';

const escape = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** The whole sentences in the first column of a table; what is filled in at run time (`…`) fits anything. */
function sentences(heading: string): RegExp[] {
	return rowsOf(sectionOf(readDocument('docs/messages.md'), heading))
		.map((row) => cellsOf(row)[0])
		.flatMap((cell) => cell.split(' / '))
		.filter((text) => /^[A-Z'].* /.test(text))
		.map((text) => new RegExp(`^${text.split('…').map(escape).join('[^]*')}$`));
}

const ERRORS = sentences('Errors');

const BUG = 'The Keepnet node has a bug';

/** Whether the first line of an error is one that docs/messages.md lists, and none that says that the node is at fault. */
export const isDocumented = (message: string) =>
	message !== BUG && ERRORS.some((pattern) => pattern.test(message));
