/** Something in the node's parameters that the user has to change. Found before a request where possible. */
export class UserMistake extends Error {
	/**
	 * @param message names the parameter in single quotes and says what is wrong
	 * @param description what to do
	 */
	constructor(
		message: string,
		readonly description: string,
	) {
		super(message);
		this.name = 'UserMistake';
	}
}
