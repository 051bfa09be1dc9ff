import {
  analyze,
  ClusterState,
  type ServicePosture,
} from '@ingress-posture/engine';
import { readManifests } from '../manifests/readManifests';
import { printService } from '../output/printService';
import { printTable } from '../output/printTable';
import { serviceName } from '../output/serviceCells';
import type { Terminal } from '../output/terminal';
import { parseFlags } from '../usage/parseFlags';
import { UsageError } from '../usage/usageError';
import { analyzeHelp } from './analyzeHelp';
import type { Command } from './command';

/** From manifests to the postures of their Services. */
export const analyzeCommand: Command = {
  name: 'analyze',
  summary: 'Say how ingress reaches each Service and what is on the wire',
  help: analyzeHelp,
  run: async (args, terminal) => {
    const { values, positionals } = parseFlags(args, {
      filename: { type: 'string', short: 'f', multiple: true },
      output: { type: 'string', short: 'o' },
      cluster: { type: 'string' },
      service: { type: 'string' },
    });
    const { filename = [], output = 'table', service } = values;
    if (output !== 'table' && output !== 'json') {
      throw new UsageError(`-o ${output}: expected table or json`);
    }
    const sources = [...filename, ...positionals];
    if (sources.length === 0) {
      throw new UsageError('analyze needs -f with a file, a folder or -');
    }
    const objects = await readManifests(sources, terminal.stdin);
    const all = analyzeObjects(values.cluster ?? 'manifests', objects);
    const postures = service === undefined ? all : [find(all, service)];
    terminal.print(
      output === 'json'
        ? `${JSON.stringify(postures, null, 2)}\n`
        : printReadable(postures, service !== undefined, terminal),
    );
  },
};

function analyzeObjects(
  cluster: string,
  objects: readonly unknown[],
): readonly ServicePosture[] {
  const state = new ClusterState({ name: cluster });
  for (const object of objects) state.upsert(object);
  return analyze(state);
}

function find(
  postures: readonly ServicePosture[],
  name: string,
): ServicePosture {
  const found = postures.find(posture => serviceName(posture) === name);
  if (found) return found;
  throw new UsageError(
    name.includes('/')
      ? `--service ${name}: no such Service among the ${postures.length} in the manifests`
      : `--service ${name}: expected NAMESPACE/NAME`,
  );
}

function printReadable(
  postures: readonly ServicePosture[],
  detailed: boolean,
  terminal: Terminal,
): string {
  return detailed
    ? postures.map(posture => printService(posture, terminal)).join('\n')
    : printTable(postures, terminal);
}
