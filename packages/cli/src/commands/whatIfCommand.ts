import { whatIf } from '@ingress-posture/engine';
import { readManifests } from '../manifests/readManifests';
import { printWhatIf } from '../output/printWhatIf';
import { parseFlags } from '../usage/parseFlags';
import { UsageError } from '../usage/usageError';
import type { Command } from './command';
import { loadState } from './loadState';
import { sourceFlags, sourceHelp, sourcesOf, wantsJson } from './sourceFlags';

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
  -o, --output FORMAT   table (default), or json: a WhatIf
${sourceHelp}
  -h, --help            show this help

  ingress-posture what-if --with policy.yaml -f examples/clusters/demo
  ingress-posture what-if --with policy.yaml --context prod-eu -o json |
    jq -e '.counts.brokenPaths == 0'
`,
  run: async (args, terminal) => {
    const { values, positionals } = parseFlags(args, {
      ...sourceFlags,
      with: { type: 'string', multiple: true },
      without: { type: 'string', multiple: true },
    });
    const { with: put = [], without: remove = [] } = values;
    if (put.length + remove.length === 0) {
      throw new UsageError('what-if needs --with FILE or --without FILE');
    }
    const json = wantsJson(values.output);
    const state = await loadState(sourcesOf(values, positionals), terminal);
    const read = (files: readonly string[]) =>
      readManifests(files, terminal.stdin);
    const answer = whatIf(state, {
      put: await read(put),
      remove: await read(remove),
    });
    terminal.print(
      json
        ? `${JSON.stringify(answer, null, 2)}\n`
        : printWhatIf(answer, terminal),
    );
  },
};
