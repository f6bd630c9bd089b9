/** The layers of `nodes/Companies/`, from the bottom to the top. Those that stand together do not know each other. */
const LAYERS = [
	['limits.ts'],
	['breaks.ts'],
	['spelling.ts'],
	['errors/'],
	['transport/'],
	['company/'],
	['api/'],
	['filter/'],
	['list/'],
	['output/'],
	['descriptions/'],
	['parameters/'],
	['run/'],
	['operations/', 'methods/', 'trigger/'],
	['Companies.node.ts', 'CompaniesTrigger.node.ts'],
];

const pathTo = (names) => `^nodes/Companies/(${names.join('|').replaceAll('.', '\\.')})`;

/** What a layer must not import: everything above it, and what stands beside it. */
const upwards = LAYERS.flatMap((layer, height) =>
	layer.map((name) => ({
		name: `${name} imports nothing above it`,
		severity: 'error',
		from: { path: pathTo([name]) },
		to: {
			path: pathTo([
				...LAYERS.slice(height + 1).flat(),
				...layer.filter((other) => other !== name),
			]),
		},
	})),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{ name: 'no circle', severity: 'error', from: {}, to: { circular: true } },
		{
			name: 'every file has a layer',
			severity: 'error',
			from: { path: '^nodes/', pathNot: pathTo(LAYERS.flat()) },
			to: {},
		},
		...upwards,
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
	},
};
