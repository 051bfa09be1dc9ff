import { previewStrict, type StrictScope } from '@ingress-posture/engine';
import { deliver, forPrograms, outputsOf } from '../output/outputs';
import { previewAsMarkdown } from '../output/previewAsMarkdown';
import { printPreview } from '../output/printPreview';
import { UsageError } from '../usage/usageError';
import type { Command } from './command';
import { loadState } from './loadState';
import { endOf } from './endOf';
import { readFlags } from './readFlags';
import { serviceKey, sourceFlags, sourceHelp, sourcesOf } from './sourceFlags';

const formats = ['table', 'json', 'yaml', 'markdown'] as const;
const flags = {
  ...sourceFlags,
  namespace: { type: 'string' },
  service: { type: 'string' },
} as const;

/** Who breaks if something turned STRICT now, and a safe order. */
export const previewStrictCommand: Command = {
  name: 'preview-strict',
  summary: 'Say what would break if the mesh turned STRICT, and a safe order',
  help: `Usage: ingress-posture preview-strict -f FILE|FOLDER|- ... [flags]

Says which paths would break if the mesh, a namespace or a workload turned STRICT
now, what still needs plaintext, and an order in which nothing breaks: each stage
is tried on a copy of the cluster. Nothing is written to a cluster.

  --namespace NAME      a namespace in place of the whole mesh
  --service NAMESPACE/NAME
                        the workload behind this Service
  -o, --output FORMAT   table (default), json or yaml: a StrictPreview, or
                        markdown: for a ticket, with the order as a list to tick
                        off; FORMAT=FILE writes it to a file
${sourceHelp}
  -h, --help            show this help

  ingress-posture preview-strict -f examples/clusters/demo
`,
  options: flags,
  choices: { output: formats },
  run: async (args, terminal) => {
    const { values, positionals } = await readFlags(args, flags, { formats });
    const outputs = outputsOf(values.output, formats);
    const scope = scopeOf(values.namespace, values.service);
    const loaded = await loadState(sourcesOf(values, positionals), terminal);
    const preview = previewStrict(loaded.state, scope);
    if (preview.counts.services === 0) {
      throw new UsageError(
        scope.kind === 'mesh'
          ? 'there are no Services to turn STRICT'
          : `there are no Services in ${values.service ?? values.namespace}`,
      );
    }
    await deliver(
      outputs,
      {
        table: look => printPreview(preview, look),
        ...forPrograms(preview),
        markdown: () => previewAsMarkdown(preview),
      },
      terminal,
    );
    return endOf(loaded);
  },
};

function scopeOf(
  namespace: string | undefined,
  service: string | undefined,
): StrictScope {
  if (namespace !== undefined && service !== undefined) {
    throw new UsageError('either --namespace or --service, not both');
  }
  if (namespace !== undefined) return { kind: 'namespace', namespace };
  if (service === undefined) return { kind: 'mesh' };
  const key = serviceKey('--service', service);
  return { kind: 'workload', namespace: key.namespace, service: key.name };
}
