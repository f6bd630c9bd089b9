import { fraction } from '../tenant/hash';
import type { CompanyStore } from '../tenant/store';

/** How the list changes while it is read. */
export interface ChurnOptions {
	/** Changes happen before every n-th search. Default 1: before every search but the first. */
	everyRequests?: number;
	/** Companies created, deleted and changed each time. Default 0. */
	insert?: number;
	remove?: number;
	/** Changes user counts, which moves companies in some orders. */
	update?: number;
	/** Number of rounds of changes; the list is stable afterwards. Default: unlimited. */
	rounds?: number;
	/** Where new companies appear in the order of creation; in other orders they may appear anywhere. Default `newest`. */
	insertAt?: 'newest' | 'anywhere';
	seed?: number;
}

/** Changes a store between searches and records the changes. */
export class Churn {
	/** IDs in the order in which they were created, deleted, changed. */
	readonly inserted: string[] = [];

	readonly removed: string[] = [];

	readonly updated: string[] = [];

	private readonly atStart: readonly string[];

	private requests = 0;

	private rolls = 0;

	private rounds = 0;

	private isStopped = false;

	constructor(
		private readonly store: CompanyStore,
		private readonly options: ChurnOptions,
	) {
		this.atStart = store.all().map(({ id }) => id);
	}

	/** IDs of the companies that exist from the start until now. */
	get throughout(): string[] {
		const removed = new Set(this.removed);
		return this.atStart.filter((id) => !removed.has(id));
	}

	/** Stops all further changes. */
	stop(): void {
		this.isStopped = true;
	}

	/** Called before each search is answered. */
	tick(): void {
		const { everyRequests = 1, rounds = Number.POSITIVE_INFINITY } = this.options;
		const isDue = this.requests > 0 && this.requests % everyRequests === 0;
		this.requests++;
		if (!isDue || this.isStopped || this.rounds >= rounds) return;
		this.rounds++;
		const { insert = 0, remove = 0, update = 0 } = this.options;
		for (let count = 0; count < remove; count++) this.remove();
		for (let count = 0; count < update; count++) this.update();
		for (let count = 0; count < insert; count++) this.insert();
	}

	private roll(): number {
		return fraction(`${this.options.seed ?? 1} churn ${this.rolls++}`);
	}

	private letter(): string {
		const share = fraction(`${this.options.seed ?? 1} letter ${this.inserted.length}`);
		return String.fromCharCode(65 + Math.floor(share * 26));
	}

	private pick() {
		const all = this.store.all();
		return all.at(Math.floor(this.roll() * all.length));
	}

	private insert(): void {
		const model = this.pick();
		const isNewest = (this.options.insertAt ?? 'newest') === 'newest';
		const newest = this.store.all().reduce((most, { created }) => Math.max(most, created || 0), 0);
		const { companyResourceId } = this.store.insert({
			...model?.row,
			companyResourceId: undefined,
			companyName: `${this.letter()} Newcomer ${this.inserted.length + 1}`,
			...(isNewest && { createTime: new Date(newest + 1000).toISOString() }),
		});
		this.inserted.push(companyResourceId);
	}

	private remove(): void {
		const id = this.pick()?.id;
		if (id !== undefined && this.store.remove(id)) this.removed.push(id);
	}

	private update(): void {
		const entry = this.pick();
		if (entry === undefined) return;
		this.store.update(entry.id, { targetUserCount: Math.floor(this.roll() * 10_000) });
		this.updated.push(entry.id);
	}
}
