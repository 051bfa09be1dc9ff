import { analyzeServices } from '@ingress-posture/engine';
import { printRemedies } from '../output/printRemedies';
import { parseFlags } from '../usage/parseFlags';
import { UsageError } from '../usage/usageError';
import type { Command } from './command';
import { loadState } from './loadState';
import {
  serviceKey,
  sourceFlags,
  sourceHelp,
  sourcesOf,
  wantsJson,
} from './sourceFlags';

/** The ways out for one service, whole: patches, commands, how to verify them and take them back. */
export const fixCommand: Command = {
  name: 'fix',
  summary: 'Print the proven ways out for a Service, step by step',
  help: `Usage: ingress-posture fix --service NAMESPACE/NAME -f FILE|FOLDER|- ... [flags]

Prints every remedy of a Service, best first: the patch of each step, the command,
how to verify it and how to take it back, and the posture after it. Nothing is
written to a cluster.

  --service NAMESPACE/NAME
                        the Service
  --remedy ID           this remedy only
  -o, --output FORMAT   table (default), or json: an array of Remedy
${sourceHelp}
  -h, --help            show this help

  ingress-posture fix --service nginx-strict/cart -f examples/clusters/demo
`,
  run: async (args, terminal) => {
    const { values, positionals } = parseFlags(args, {
      ...sourceFlags,
      service: { type: 'string' },
      remedy: { type: 'string' },
    });
    if (values.service === undefined) {
      throw new UsageError('fix needs --service NAMESPACE/NAME');
    }
    const key = serviceKey('--service', values.service);
    const json = wantsJson(values.output);
    const state = await loadState(sourcesOf(values, positionals), terminal);
    const [posture] = analyzeServices(state, [key]);
    if (!posture) {
      throw new UsageError(`--service ${values.service}: no such Service`);
    }
    const remedies = posture.remedies.filter(
      ({ id }) => values.remedy === undefined || id === values.remedy,
    );
    if (values.remedy !== undefined && remedies.length === 0) {
      throw new UsageError(
        `--remedy ${values.remedy}: ${values.service} has no such remedy`,
      );
    }
    terminal.print(
      json
        ? `${JSON.stringify(remedies, null, 2)}\n`
        : printRemedies(posture, remedies, terminal),
    );
  },
};
