import { flag, runCommand } from '../commandLine';
import { printProgress, withProgress } from '../n8n/progress';
import { believableRows, startSimulator } from '../simulator';

const COMPANIES = 2500;

const command = {
	name: 'demo',
	about: `Runs an example workflow against a simulated Keepnet with ${COMPANIES} companies and shows what comes out.`,
	options: {
		editor: flag(
			'the same in a whole n8n, to open in the browser (the first time n8n is installed: 3 GB, 5 minutes)',
		),
	},
};

void runCommand(command, async ({ values }) => {
	const simulator = await withProgress(
		`Starting a simulated Keepnet with ${COMPANIES} companies`,
		printProgress,
		async () => await startSimulator({ rows: believableRows({ companies: COMPANIES }) }),
	);
	try {
		// Imported when needed: n8n's engine takes seconds to load, and a whole n8n does not need it.
		const { EXAMPLE } = await import('./example');
		if (values.editor) await (await import('./editor')).stayInEditor(simulator, EXAMPLE);
		else {
			const { showInTerminal } = await withProgress(
				"Loading n8n's engine",
				printProgress,
				async () => await import('./terminal'),
			);
			await showInTerminal(simulator);
		}
	} finally {
		await simulator.close();
	}
});
