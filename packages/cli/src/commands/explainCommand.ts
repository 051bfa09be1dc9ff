import { drawSvg } from '../output/diagram/drawSvg';
import { printEvidence } from '../output/printEvidence';
import { printMarkdown } from '../output/printMarkdown';
import { printMermaid } from '../output/printMermaid';
import { deliver, forPrograms, outputsOf } from '../output/outputs';
import { UsageError } from '../usage/usageError';
import type { Command } from './command';
import { loadState } from './loadState';
import { postureNamed } from './postureNamed';
import { readFlags } from './readFlags';
import { endOf } from './endOf';
import { serviceKey, sourceFlags, sourceHelp, sourcesOf } from './sourceFlags';

const formats = [
  'table',
  'json',
  'yaml',
  'markdown',
  'mermaid',
  'svg',
] as const;

/** Everything that one verdict was read from. */
export const explainCommand: Command = {
  name: 'explain',
  summary: 'Show what the verdict on one Service was read from, hop by hop',
  help: `Usage: ingress-posture explain NAMESPACE/NAME -f FILE|FOLDER|- ... [flags]

The whole trail of one Service: of each path and each hop what is dialled, what is
on the wire, what becomes of it at each pod, the rules that say so with their
sources, and the fields that they read.

  -o, --output FORMAT   table (default), json or yaml: a ServicePosture, markdown,
                        mermaid, or svg: its paths as a diagram; FORMAT=FILE
                        writes it to a file
${sourceHelp}
  -h, --help            show this help

  ingress-posture explain nginx-strict/cart -f examples/clusters/demo
  ingress-posture explain shop/cart --context prod-eu -o svg=cart.svg
`,
  options: sourceFlags,
  choices: { output: formats, argument: 'services' },
  run: async (args, terminal) => {
    const { values, positionals } = await readFlags(args, sourceFlags, {
      leading: 1,
      formats,
    });
    const [name, ...files] = positionals;
    if (name === undefined) {
      throw new UsageError('explain needs the NAMESPACE/NAME of a Service');
    }
    const key = serviceKey('explain', name);
    const outputs = outputsOf(values.output, formats);
    const loaded = await loadState(sourcesOf(values, files), terminal);
    const posture = postureNamed(loaded.state, key, `explain ${name}`);
    await deliver(
      outputs,
      {
        table: look => printEvidence(posture, look),
        ...forPrograms(posture),
        markdown: () => printMarkdown([posture]),
        mermaid: () => printMermaid([posture]),
        svg: () => drawSvg([posture]),
      },
      terminal,
    );
    return endOf(loaded);
  },
};
