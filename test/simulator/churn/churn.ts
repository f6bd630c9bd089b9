import { fraction } from '../tenant/hash';
import type { CompanyStore } from '../tenant/store';

/** How the list changes while it is read. */
export interface ChurnOptions {
	/** Changes come before every so many-th search. Default 1: before every search but the first. */
	everyRequests?: number;
	/** Companies created, deleted and changed each time. Default 0. */
	insert?: number;
	remove?: number;
	/** Gives other users, and with them another place in some orders. */
	update?: number;
	/** How often there are changes before the list comes to rest. Default: always. */
	rounds?: number;
	/** Where new companies stand in the order of creation. In every other order they stand anywhere. Default `newest`. */
	insertAt?: 'newest' | 'anywhere';
	seed?: number;
}

/** Changes a store between searches and keeps the books. */
export class Churn {
	/** Ids in the order in which they were created, deleted, changed. */
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

	/** Ids of the companies that were there from the start and still are. */
	get throughout(): string[] {
		const removed = new Set(this.removed);
		return this.atStart.filter((id) => !removed.has(id));
	}

	/** The list comes to rest. */
	stop(): void {
		this.isStopped = true;
	}

	/** A search is about to be answered. */
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
