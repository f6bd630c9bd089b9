import type { Route } from '../routes/route';
import type { Answer } from './answer';

/**
 * Answers to searches, kept as they were sent. A list that never changes is then served as fast as a server with many
 * processors would, and not one request after the other.
 */
export class AnswerMemory {
	private readonly answers = new Map<string, Answer>();

	/** The answer given before to the same client for the same body, else the one that `serve` gives. */
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
