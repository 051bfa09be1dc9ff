import { analyze, type ServicePosture } from '@ingress-posture/engine';
import { printService } from '../output/printService';
import { printTable } from '../output/printTable';
import { serviceName } from '../output/serviceCells';
import type { Terminal } from '../output/terminal';
import { parseFlags } from '../usage/parseFlags';
import { UsageError } from '../usage/usageError';
import { analyzeHelp } from './analyzeHelp';
import type { Command } from './command';
import { loadState } from './loadState';

/** From manifests or a live cluster to the postures of its Services. */
export const analyzeCommand: Command = {
  name: 'analyze',
  summary: 'Say how ingress reaches each Service and what is on the wire',
  help: analyzeHelp,
  run: async (args, terminal) => {
    const { values, positionals } = parseFlags(args, {
      filename: { type: 'string', short: 'f', multiple: true },
      output: { type: 'string', short: 'o' },
      cluster: { type: 'string' },
      context: { type: 'string' },
      kubeconfig: { type: 'string' },
      service: { type: 'string' },
    });
    const { filename = [], output = 'table', service, ...sources } = values;
    if (output !== 'table' && output !== 'json') {
      throw new UsageError(`-o ${output}: expected table or json`);
    }
    const files = [...filename, ...positionals];
    const all = analyze(await loadState({ files, ...sources }, terminal));
    const postures = service === undefined ? all : [find(all, service)];
    terminal.print(
      output === 'json'
        ? `${JSON.stringify(postures, null, 2)}\n`
        : printReadable(postures, service !== undefined, terminal),
    );
  },
};

function find(
  postures: readonly ServicePosture[],
  name: string,
): ServicePosture {
  const found = postures.find(posture => serviceName(posture) === name);
  if (found) return found;
  throw new UsageError(
    name.includes('/')
      ? `--service ${name}: no such Service among the ${postures.length} there are`
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
