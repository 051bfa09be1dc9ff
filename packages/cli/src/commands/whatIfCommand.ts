import { whatIf } from '@ingress-posture/engine';
import { withNamespace } from '../manifests/manifestObject';
import { describeError, readManifests } from '../manifests/readManifests';
import { deliver, forPrograms, outputsOf } from '../output/outputs';
import { printWhatIf } from '../output/printWhatIf';
import type { Terminal } from '../output/terminal';
import { UsageError } from '../usage/usageError';
import type { Command } from './command';
import { endOf } from './endOf';
import { loadState } from './loadState';
import { readFlags } from './readFlags';
import { sourceFlags, sourceHelp, sourcesOf } from './sourceFlags';

const formats = ['table', 'json', 'yaml'] as const;
const flags = {
  ...sourceFlags,
  with: { type: 'string', multiple: true },
  without: { type: 'string', multiple: true },
} as const;

/** What would become of a cluster if some manifests were put on top of it. */
export const whatIfCommand: Command = {
  name: 'what-if',
  summary: 'Say what some manifests would change, before they are applied',
  help: `Usage: ingress-posture what-if --with FILE|FOLDER|- -f FILE|FOLDER ... [flags]

Puts manifests on a copy of a cluster, or takes some away, and says which verdicts
change and which paths break. An object replaces the whole of the one with its
name: give it as it would be, not as a patch. Nothing is written to a cluster.

  --with FILE           manifests to put on top; may be given several times
  --without FILE        manifests of objects to take away; only their kinds and
                        names are read
  -o, --output FORMAT   table (default), json or yaml: a WhatIf
${sourceHelp}
  -h, --help            show this help

  ingress-posture what-if --with policy.yaml -f examples/clusters/demo
  ingress-posture what-if --with policy.yaml --context prod-eu -o json |
    jq -e '.counts.brokenPaths == 0'
`,
  options: flags,
  choices: { output: formats },
  run: async (args, terminal) => {
    const { values, positionals } = await readFlags(args, flags, { formats });
    const { with: put = [], without: remove = [] } = values;
    if (put.length + remove.length === 0) {
      throw new UsageError('what-if needs --with FILE or --without FILE');
    }
    const outputs = outputsOf(values.output, formats);
    const sources = sourcesOf(values, positionals);
    const loaded = await loadState(sources, terminal);
    const read = (files: readonly string[]) =>
      readChange(files, sources.defaultNamespace, terminal);
    const answer = whatIf(loaded.state, {
      put: await read(put),
      remove: await read(remove),
    });
    await deliver(
      outputs,
      {
        table: look => printWhatIf(answer, look),
        ...forPrograms(answer),
      },
      terminal,
    );
    return endOf(loaded);
  },
};

/** The objects of a change. Half of a change is another one: anything broken in it is to be mended first. */
async function readChange(
  files: readonly string[],
  namespace: string = 'default',
  { stdin }: Terminal,
): Promise<readonly unknown[]> {
  const objects: unknown[] = [];
  const [error] = await readManifests(
    files,
    object => objects.push(withNamespace(object, namespace)),
    { stdin },
  );
  if (error) throw new UsageError(describeError(error));
  return objects;
}
