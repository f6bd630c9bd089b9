import { partsWithBreaks } from '../breaks';
import type { DayOrder } from '../company/dates';
import type { Catalogue } from '../company/products';
import type { CompanyProfile } from '../company/profile';
import { companyIdOf, withUsualNames, type RawCompany } from '../company/rawCompany';
import { dayAfter } from '../company/renewal';
import { and } from '../filter/truth';
import { LIMITS } from '../limits';
import { detectEvents, mattersLater, type DetectedEvent, type EventSettings } from './detectEvents';
import type { TriggerSettings } from './settings';
import type { Snapshot } from './snapshot';
import { lastKnown, saysTheSame, updatedSnapshot, withKnownValues } from './snapshot';
import { emptyState, isMissed, MAX_NAMES, packState, storedName, toSnapshot } from './state';
import type { StateHead, StoredRow, StoredState, WatchState } from './state';

/** The list as a poll has read it. */
export interface CompanyList {
	/** Whether a company is in the list. */
	has(id: string): boolean;
	/** The known companies that are not. */
	absent: StoredRow[];
	/** Whether the list is known to lack no company. */
	complete: boolean;
	/** How many companies the list lacks although it was read repeatedly. */
	lacking?: number;
	dayOrder: DayOrder;
}

/** An event and the company it is about. */
export interface TriggerEvent extends DetectedEvent {
	profile: CompanyProfile;
}

/** The difference between two polls. */
export interface Diff {
	/** Undefined where the state stays as it is. */
	next?: StoredState;
	events: TriggerEvent[];
	/** Whether a later event depends on `next`, so that it should be stored even without events. */
	mattersLater: boolean;
	/** A sentence for the log if nothing is reported although something seems to have happened. */
	note?: string;
}

/** What one company adds to the difference. */
interface Change extends Pick<Diff, 'events' | 'mattersLater'> {
	/** Undefined for a company that is gone. */
	now?: Snapshot;
}

/** A company that a first list lacks would look new later. */
const INCOMPLETE_START =
	'The list of companies could not be read completely, so the trigger has not started yet. The next poll tries again.';

const isSame = (one: Snapshot, other: Snapshot) =>
	(Object.keys(one) as Array<keyof Snapshot>).every((key) => one[key] === other[key]);

const SILENT = { events: [], mattersLater: false };

/**
 * Compares what a poll reads with what the poll before has stored, company by company. An event is a difference between the
 * two, so the same comparison always gives the same events, and comparing the next state with the same list gives none.
 */
export class Comparison {
	private readonly before: WatchState;
	private readonly day: string;
	private readonly keepsNames: boolean;
	private readonly hasFilters: boolean;
	/** The companies that differ, by their ID. */
	private readonly changes = new Map<string, Change>();

	/**
	 * @param known undefined in a first poll, which reports every company as new or, by default, only records the state
	 * @param poll the day and the source of this poll, as in {@link StateHead}
	 */
	constructor(
		private readonly known: WatchState | undefined,
		private readonly settings: EventSettings & Pick<TriggerSettings, 'emitExisting' | 'filters'>,
		private readonly poll: Pick<StateHead, 'day' | 'source'>,
	) {
		this.before = known ?? emptyState(poll.source);
		// A day that goes back after a change of the time zone must not undo reported reminders. Zones are up to 26 hours apart.
		const isBack = [1, 2].some((days) => this.before.day === dayAfter(poll.day, days));
		this.day = isBack ? this.before.day : poll.day;
		this.keepsNames = settings.events.has('companyRemoved') && this.before.rows.size <= MAX_NAMES;
		this.hasFilters = settings.filters.some(({ setting }) => !setting);
	}

	/** Whether a row needs no comparison, because it says what is stored. */
	isUnchanged(raw: RawCompany, dayOrder: DayOrder): boolean {
		// A filter may depend on any field.
		if (this.hasFilters) return false;
		const row = withUsualNames(raw);
		const id = companyIdOf(row) ?? '';
		const known = this.snapshotBefore(id);
		if (known?.day !== this.day || !saysTheSame(row, known, dayOrder)) return false;
		if (known.name !== this.storedName(row.companyName)) return false;
		this.changes.delete(id);
		return true;
	}

	/** @param catalogue where a filter needs products */
	compare(profile: CompanyProfile, catalogue?: Catalogue): void {
		const { settings } = this;
		const { id } = profile.company;
		if (id === null) return;
		const known = this.snapshotBefore(id);
		const { earlier, now } = updatedSnapshot(profile, this.day, known, this.before.dayOrder);
		const filled = (products?: Catalogue) =>
			withKnownValues(profile, now, { today: this.poll.day, catalogue: products });
		// Filters use what was known before if an answer does not say it.
		if (this.hasFilters) {
			const whole = filled(catalogue);
			// Unknown products say nothing: the company stays what it was.
			now.matched =
				and(settings.filters, ({ matches }) => matches(whole)) ?? known?.matched === true;
		}
		const stored = { ...now, name: this.storedName(now.name) };
		// Events come in the order of the list.
		this.changes.delete(id);
		if (known && isSame(known, stored)) return;
		const isReported = this.known !== undefined || settings.emitExisting;
		const detected = isReported ? detectEvents(earlier, now, settings) : [];
		this.changes.set(id, {
			now: stored,
			events: detected.map((event) => ({ ...event, profile: filled() })),
			// A mark that stays stored would let a later list report removals at once.
			mattersLater: known?.missed || mattersLater(earlier, now, settings),
		});
	}

	/** The known companies that are not in a list. */
	async absentFrom(has: CompanyList['has']): Promise<StoredRow[]> {
		const absent: StoredRow[] = [];
		for await (const part of partsWithBreaks([...this.before.rows.values()])) {
			absent.push(...part.filter(([id]) => !has(id)));
		}
		return absent;
	}

	async finish({ has, absent, complete, dayOrder }: CompanyList): Promise<Diff> {
		const { rows } = this.before;
		const { source } = this.poll;
		const isSameSource = source === this.before.source;
		// Another credential, and no company in common, is another reseller.
		const isStart = !this.known || (!isSameSource && absent.length === rows.size);
		if (isStart && !complete) return { ...SILENT, note: INCOMPLETE_START };
		const areMany = (some: StoredRow[]) =>
			rows.size >= LIMITS.minCompaniesToDoubt && some.length > rows.size / 2;
		const areMost = complete && isSameSource && areMany(absent);
		if (areMost && !areMany(absent.filter(isMissed))) return await this.doubt(absent);
		for await (const part of partsWithBreaks([...this.changes.keys()])) {
			for (const id of part) if (!has(id)) this.changes.delete(id);
		}
		// What an incomplete list lacks may still exist.
		for await (const part of partsWithBreaks(complete ? absent : [])) {
			for (const row of part) {
				this.changes.set(row[0], isStart ? SILENT : this.absence(row, areMost));
			}
		}
		const changes = [...this.changes.values()];
		const isSilent = isStart && this.known !== undefined;
		return {
			next: await packState(this.before, { day: this.day, source, dayOrder }, this.changes),
			events: isSilent ? [] : changes.flatMap(({ events }) => events),
			mattersLater: isStart || changes.some((change) => change.mattersLater),
		};
	}

	private storedName(name: unknown): string | null {
		return this.keepsNames ? storedName(name) : null;
	}

	private snapshotBefore(id: string): Snapshot | undefined {
		const row = this.before.rows.get(id);
		return row && toSnapshot(row, this.before);
	}

	/** What becomes of a company that a complete list lacks. @param areMost whether that list and the one before lack most companies */
	private absence(row: StoredRow, areMost: boolean): Change {
		const snapshot = toSnapshot(row, this.before);
		if (areMost && !snapshot.missed) return { ...SILENT, now: { ...snapshot, missed: true } };
		const { matched } = snapshot;
		const profile = lastKnown(row[0], snapshot, this.poll.day);
		const isReported = matched && this.settings.events.has('companyRemoved');
		// If it comes back, it is new.
		return {
			events: isReported ? [{ event: 'companyRemoved', profile }] : [],
			mattersLater: matched,
		};
	}

	/** Keeps the state before and marks the companies that are missing now. */
	private async doubt(absent: StoredRow[]): Promise<Diff> {
		const { before } = this;
		const missing = new Set(absent);
		this.changes.clear();
		for (const row of before.rows.values()) {
			const missed = missing.has(row);
			if (missed === isMissed(row)) continue;
			this.changes.set(row[0], { ...SILENT, now: { ...toSnapshot(row, before), missed } });
		}
		const note = `Keepnet no longer lists ${absent.length} of ${before.rows.size} companies. Nothing is reported unless the next poll finds the same.`;
		return { ...SILENT, next: await packState(before, before, this.changes), note };
	}
}
