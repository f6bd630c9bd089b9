import { UserError } from 'n8n-workflow';

import { conditionsProperty } from '../descriptions/conditions';
import { OPTIONS } from '../descriptions/options';
import type { Condition, Setting } from '../filter/condition';
import { monthSetting, sentWith } from '../filter/conditions/setting';
import { conditionField, FIELDS } from '../filter/fields';
import { readMonth } from './dateValues';
import type { PendingCondition } from './fieldCondition';
import { optionsOf } from './options';
import type { ReadParameter } from './reader';

/** @returns the month for Monthly Users from the options; undefined where it is not set */
export function readMonthOption(read: ReadParameter): Condition | undefined {
	const month = readMonth(OPTIONS.month, optionsOf(read));
	if (month === undefined) return undefined;
	return monthSetting(OPTIONS.month.displayName, FIELDS.MonthlyActiveUser, month);
}

/** A setting among conditions. */
type SettingCondition = Condition & { setting: Setting };

const isSetting = (condition: PendingCondition): condition is SettingCondition =>
	typeof condition === 'object' && condition.setting !== undefined;

function checkSetOnce({ label, setting }: SettingCondition, all: SettingCondition[]): void {
	const { name, value } = setting;
	const other = all.find((one) => one.setting.name === name && one.setting.value !== value);
	if (!other) return;
	throw new UserError(`'${conditionField(name)?.label}' is set twice, to different values`, {
		description: `It is ${value} in '${label}' and ${other.setting.value} in '${other.label}'. Remove one of them.`,
	});
}

function withNeededSetting(condition: SettingCondition, all: SettingCondition[]): Condition {
	const field = conditionField(condition.setting.name);
	if (field?.kind !== 'status') return condition;
	const needed = all.find(({ setting }) => setting.name === field.needs);
	if (needed) return sentWith(condition, needed);
	throw new UserError(`'${condition.label}' only works together with a month`, {
		description: `Add a row to '${conditionsProperty.displayName}' with the field '${conditionField(field.needs)?.label}'.`,
	});
}

/**
 * Checks the settings among conditions, and lets each bring along the setting that it needs.
 *
 * @throws UserError for two values of one setting, and for a setting without the one that it needs
 */
export function withNeededSettings(conditions: PendingCondition[]): PendingCondition[] {
	const settings = conditions.filter(isSetting);
	for (const setting of settings) checkSetOnce(setting, settings);
	return conditions.map((condition) =>
		isSetting(condition) ? withNeededSetting(condition, settings) : condition,
	);
}
