export type { Behaviour } from './behaviour';
export type { ClientKind } from './clients/clients';
export { responseProblems } from './description/response';
export type { ChurnOptions } from './churn/churn';
export type { FaultRule } from './faults/fault';
export type { FieldName } from './filter/fields';
export { selfSignedCertificate } from './http/certificate';
export type { Simulator, SimulatorOptions } from './options';
export type { RouteName } from './routes/route';
export type { DateFormat } from './search/dates';
export { startSimulator } from './simulator';
export {
	customType,
	industries,
	licenseTypes,
	listedModules,
	modules,
	modulesOf,
} from './tenant/catalogue';
export { believableRows } from './tenant/believable';
export { generateRows } from './tenant/generate';
export { awkwardNames } from './tenant/names';
export type { CompanyRow } from './tenant/row';
export { CompanyStore } from './tenant/store';
export { vendors } from './tenant/training';
