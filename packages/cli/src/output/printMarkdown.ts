import type { Finding, ServicePosture } from '@ingress-posture/engine';
import { countPostures } from './countPostures';
import { list, text } from './markdown';
import { hopLine, pathTitle } from './serviceLines';
import { edgeTitles, postureWord, serviceName } from './serviceCells';

const signs: Readonly<Record<ServicePosture['posture'], string>> = {
  rejected: '🔴',
  plaintext: '🟠',
  unmeshed: '🟤',
  'app-tls': '🔵',
  permissive: '🟢',
  enforced: '🔒',
  unknown: '⚪',
};

/** A table of all services, and below it what is wrong with each: for a comment on a pull request. */
export function printMarkdown(
  postures: readonly ServicePosture[],
  assumed: readonly string[] = [],
): string {
  const blocks = [
    `## Ingress posture`,
    `${countPostures(postures)}.`,
    ...assumed.map(one => `> ${text(one)}`),
    [
      '| service | mode | posture | certainty | edges |',
      '| --- | --- | --- | --- | --- |',
      ...postures.map(rowOf),
    ].join('\n'),
    ...postures
      .filter(one => one.findings.length > 0 || one.paths.length > 0)
      .map(detailOf),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function rowOf(posture: ServicePosture): string {
  const cells = [
    `\`${serviceName(posture)}\``,
    posture.mode,
    `${signs[posture.posture]} ${postureWord(posture)}`,
    posture.certainty,
    edgeTitles(posture).join(', '),
  ];
  return `| ${cells.map(cell => text(cell)).join(' | ')} |`;
}

function detailOf(posture: ServicePosture): string {
  const { sentence, caveats, paths, findings, remedies } = posture;
  const blocks = [
    `<details><summary>${signs[posture.posture]} <b>${text(
      serviceName(posture),
    )}</b>: ${text(sentence)}</summary>`,
    list(caveats.map(one => `_${text(one)}_`)),
    ...paths.map(path =>
      [
        text(pathTitle(path)),
        ...path.hops.map(hop => `- ${text(hopLine(path, hop))}`),
      ]
        .join('\n\n')
        .replace(/\n\n- (?=[^\n]*(?:\n\n- |$))/g, '\n- '),
    ),
    list(findings.map(findingLine)),
    remedies.length === 0
      ? ''
      : `Ways out:\n\n${list(
          remedies.map(
            ({ title, standing, reaches }) =>
              `${text(title)} (${standing}, reaches ${reaches})`,
          ),
        )}`,
    '</details>',
  ];
  return blocks.filter(Boolean).join('\n\n');
}

function findingLine({ code, severity, title, detail, silenced }: Finding) {
  const note = silenced ? `, silenced: ${text(silenced.reason)}` : '';
  return `**${code}** ${severity}${note}: ${text(title)}. ${text(detail)}`;
}
