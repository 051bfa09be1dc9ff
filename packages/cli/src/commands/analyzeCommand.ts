import type { ClusterState, ServicePosture } from '@ingress-posture/engine';
import { analyzeAll } from '../analysis/analyzeAll';
import { helperFor } from '../analysis/helper';
import type { Detail } from '../analysis/posturesOf';
import { type Baseline, readBaseline, writeBaseline } from '../gate/baseline';
import { gateNames, gateOf } from '../gate/failOn';
import { problemsOf } from '../gate/problems';
import { describeFailing, verdictOf } from '../gate/verdictOf';
import { drawSvg } from '../output/diagram/drawSvg';
import { formats } from '../output/formats';
import { deliver, forPrograms, outputsOf } from '../output/outputs';
import { nextSteps } from '../output/nextSteps';
import { printMarkdown } from '../output/printMarkdown';
import { printMermaid } from '../output/printMermaid';
import { printService } from '../output/printService';
import { printTable } from '../output/printTable';
import { toSarif } from '../output/sarif/toSarif';
import { toJunit } from '../output/toJunit';
import { exitCodes } from '../usage/exitCodes';
import { analyzeHelp } from './analyzeHelp';
import type { Command } from './command';
import { endOf } from './endOf';
import { loadState } from './loadState';
import { postureNamed } from './postureNamed';
import { readFlags } from './readFlags';
import { serviceKey, sourceFlags, sourcesOf } from './sourceFlags';

const flags = {
  ...sourceFlags,
  service: { type: 'string' },
  'fail-on': { type: 'string', multiple: true },
  baseline: { type: 'string' },
  'write-baseline': { type: 'string' },
  'without-remedies': { type: 'boolean' },
} as const;

/** From manifests or a live cluster to the postures of its Services. */
export const analyzeCommand: Command = {
  name: 'analyze',
  summary: 'Say how ingress reaches each Service and what is on the wire',
  help: analyzeHelp,
  options: flags,
  choices: {
    output: formats,
    'fail-on': gateNames,
  },
  run: async (args, terminal) => {
    const { values, positionals } = await readFlags(args, flags);
    const outputs = outputsOf(values.output, formats);
    const gate = gateOf(asked(values));
    const known = await baselineOf(values.baseline);
    const sources = sourcesOf(values, positionals);
    const { service } = values;
    const detail = detailOf(values, outputs);
    const helper =
      service === undefined
        ? await helperFor(sources, detail, terminal)
        : undefined;
    const loaded = await loadState(sources, terminal);
    const { state, places, assumed } = loaded;
    const postures =
      service === undefined
        ? await analyzeAll(state, detail, terminal.progress, helper)
        : [analyzeOne(state, service)];
    const verdict = verdictOf(postures, gate, known);
    await deliver(
      outputs,
      {
        table: look =>
          withNotes(
            service === undefined
              ? printTable(postures, look)
              : postures.map(one => printService(one, look)).join('\n'),
            service === undefined
              ? [...assumed, ...nextSteps(postures)]
              : assumed,
          ),
        ...forPrograms(postures),
        sarif: () =>
          toSarif(
            postures,
            (object, field) => places.locate(object, field),
            known,
          ),
        markdown: () => printMarkdown(postures, assumed),
        mermaid: () => printMermaid(postures),
        svg: () => drawSvg(postures),
        junit: () => toJunit(postures, verdict),
      },
      terminal,
    );
    const write = values['write-baseline'];
    if (write !== undefined) await writeBaseline(write, problemsOf(postures));
    if (verdict.failing.length === 0 || write !== undefined)
      return endOf(loaded);
    terminal.printError(describeFailing(verdict));
    return loaded.unread > 0 ? exitCodes.partial : exitCodes.failed;
  },
};

/** What to fail for; with a baseline, any new problem that is worth a warning, unless something else is asked. */
function asked(values: {
  readonly 'fail-on'?: readonly string[];
  readonly baseline?: string;
}): readonly string[] {
  return (
    values['fail-on'] ?? (values.baseline === undefined ? [] : ['warning'])
  );
}

async function baselineOf(
  file: string | undefined,
): Promise<Baseline | undefined> {
  return file === undefined ? undefined : readBaseline(file);
}

function withNotes(text: string, notes: readonly string[]): string {
  return notes.length === 0 ? text : `${text}\n${notes.join('\n')}\n`;
}

const showRemedies: ReadonlySet<string> = new Set(['json', 'yaml', 'markdown']);
const showFindings: ReadonlySet<string> = new Set([
  ...showRemedies,
  'sarif',
  'junit',
]);

/** As much as is shown, or failed for. */
function detailOf(
  values: Parameters<typeof asked>[0] & {
    readonly 'without-remedies'?: boolean;
    readonly 'write-baseline'?: string;
  },
  outputs: readonly { readonly format: string }[],
): Detail {
  const shows = (those: ReadonlySet<string>) =>
    outputs.some(({ format }) => those.has(format));
  if (shows(showRemedies) && !values['without-remedies']) return 'remedies';
  return shows(showFindings) ||
    asked(values).length > 0 ||
    values['write-baseline'] !== undefined
    ? 'findings'
    : 'verdicts';
}

function analyzeOne(state: ClusterState, name: string): ServicePosture {
  return postureNamed(
    state,
    serviceKey('--service', name),
    `--service ${name}`,
  );
}
