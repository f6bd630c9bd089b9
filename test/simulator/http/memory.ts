import type { Route } from '../routes/route';
import type { Answer } from './answer';

/**
 * A cache of search answers. A list that never changes is then served as fast as by a server with many
 * processors would, and not one request after the other.
 */
export class AnswerMemory {
	private readonly answers = new Map<string, Answer>();

	/** The cached answer for the same client and body, otherwise the one that `serve` returns. */
	async recall(
		{ name }: Route,
		clientId: string,
		body: unknown,
		serve: () => Promise<Answer>,
	): Promise<Answer> {
		if (name !== 'search') return await serve();
		const key = JSON.stringify([clientId, body]);
		const known = this.answers.get(key);
		if (known) return known;
		const answer = await serve();
		if (typeof answer.body !== 'string') return answer;
		const kept = { ...answer, body: Buffer.from(answer.body) };
		this.answers.set(key, kept);
		return kept;
	}
}
