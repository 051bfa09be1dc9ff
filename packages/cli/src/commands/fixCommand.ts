import { deliver, forPrograms, outputsOf } from '../output/outputs';
import { printRemedies } from '../output/printRemedies';
import { remediesAsMarkdown } from '../output/remediesAsMarkdown';
import { parseFlags } from '../usage/parseFlags';
import { UsageError } from '../usage/usageError';
import type { Command } from './command';
import { loadState } from './loadState';
import { postureNamed } from './postureNamed';
import { endOf } from './endOf';
import { readFlags } from './readFlags';
import { serviceKey, sourceFlags, sourceHelp, sourcesOf } from './sourceFlags';

const formats = ['table', 'json', 'yaml', 'markdown'] as const;
const flags = {
  ...sourceFlags,
  service: { type: 'string' },
  remedy: { type: 'string' },
  diff: { type: 'boolean' },
} as const;

/** The ways out for one service, whole: patches, commands, how to verify them and take them back. */
export const fixCommand: Command = {
  name: 'fix',
  summary: 'Print the proven ways out for a Service, step by step',
  help: `Usage: ingress-posture fix NAMESPACE/NAME -f FILE|FOLDER|- ... [flags]

Prints every remedy of a Service, best first: the patch of each step, the command,
how to verify it and how to take it back, and the posture after it. Nothing is
written to a cluster.

  --service NAMESPACE/NAME
                        the Service, where it is not the first argument
  --remedy ID           this remedy only
  --diff                in the table, the lines that each patch changes, too
  -o, --output FORMAT   table (default), json or yaml: an array of Remedy, or
                        markdown: for a ticket; FORMAT=FILE writes it to a file
${sourceHelp}
  -h, --help            show this help

  ingress-posture fix nginx-strict/cart -f examples/clusters/demo
`,
  options: flags,
  choices: { output: formats, argument: 'services' },
  run: async (args, terminal) => {
    const flagged = parseFlags(args, flags).values.service;
    const leading = flagged === undefined ? 1 : 0;
    const { values, positionals } = await readFlags(args, flags, {
      leading,
      formats,
    });
    const service = flagged ?? positionals[0];
    const files = positionals.slice(leading);
    if (service === undefined) {
      throw new UsageError('fix needs the NAMESPACE/NAME of a Service');
    }
    const by = flagged === undefined ? 'fix' : '--service';
    const key = serviceKey(by, service);
    const outputs = outputsOf(values.output, formats);
    const loaded = await loadState(sourcesOf(values, files), terminal);
    const posture = postureNamed(loaded.state, key, `${by} ${service}`);
    const remedies = posture.remedies.filter(
      ({ id }) => values.remedy === undefined || id === values.remedy,
    );
    if (values.remedy !== undefined && remedies.length === 0) {
      throw new UsageError(
        `--remedy ${values.remedy}: ${service} has no such remedy; it has ${
          posture.remedies.map(({ id }) => id).join(', ') || 'none'
        }`,
      );
    }
    await deliver(
      outputs,
      {
        table: look => printRemedies(posture, remedies, look, values),
        ...forPrograms(remedies),
        markdown: () => remediesAsMarkdown(posture, remedies),
      },
      terminal,
    );
    return endOf(loaded);
  },
};
