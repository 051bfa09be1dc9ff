import type {
  Finding,
  Hop,
  Path,
  PortPosture,
  ServicePosture,
} from '@ingress-posture/engine';
import { paint } from './paint';
import { Look, paragraph } from './paragraph';
import { evidenceLine, printReasons } from './printReasons';
import { hopLine, pathTitle, portLine } from './serviceLines';
import { postureWord, serviceName } from './serviceCells';

/** The trail of one service: every hop with every rule, and the fields that the rules read. */
export function printEvidence(posture: ServicePosture, look: Look): string {
  const { mode, certainty, sentence, caveats, endpoints } = posture;
  const word = paint(posture.posture, look.colours, postureWord(posture));
  const { ready, total, sidecar, ambient, none } = endpoints;
  const blocks = [
    [
      `${serviceName(posture)}: ${word}, ${mode}, ${certainty}`,
      ...paragraph(sentence, 0, look),
      ...paragraph(
        `${ready} of ${total} endpoints are ready: ${sidecar} with a sidecar, ${ambient} ambient, ${none} outside the mesh.`,
        0,
        look,
      ),
    ],
    caveats.length === 0
      ? []
      : [
          `What makes it ${
            certainty === 'proven' ? 'less than it seems' : certainty
          }`,
          ...caveats.flatMap(caveat => paragraph(`- ${caveat}`, 2, look)),
        ],
    ...posture.paths.map(path => printPath(path, look)),
    ...posture.ports.map(port => printPort(port, look)),
    ...posture.findings.map(finding => printFinding(finding, look)),
    posture.remedies.length === 0
      ? []
      : [
          'Ways out',
          ...posture.remedies.flatMap(({ id, title, standing, reaches }) =>
            paragraph(
              `${title} (${standing}, reaches ${reaches}; fix --remedy ${id})`,
              2,
              look,
            ),
          ),
        ],
  ];
  const text = blocks.filter(block => block.length > 0);
  return `${text.map(block => block.join('\n')).join('\n\n')}\n`;
}

function printPath(path: Path, look: Look): readonly string[] {
  return [
    ...paragraph(pathTitle(path), 0, look),
    ...paragraph(path.sentence, 2, look),
    ...path.hops.flatMap(hop => printHop(path, hop, look)),
  ];
}

function printHop(path: Path, hop: Hop, look: Look): readonly string[] {
  const counts = hop.counts ? '' : ', does not set the posture';
  return [
    '',
    ...paragraph(`${hopLine(path, hop)}, ${hop.certainty}${counts}`, 2, look),
    ...printReasons(hop.reasons, 4, look),
    ...hop.arrivals.flatMap(({ pod, port, wire, outcome, why }) =>
      paragraph(
        `=> ${
          pod === '' ? 'nowhere' : `${pod} port ${port}`
        }: ${wire}, ${outcome} (${why})`,
        4,
        look,
      ),
    ),
    ...hop.caveats.flatMap(caveat => paragraph(`(${caveat})`, 4, look)),
  ];
}

function printPort(port: PortPosture, look: Look): readonly string[] {
  return [
    ...paragraph(`Port ${portLine(port)}`, 0, look),
    ...port.evidence.flatMap(one => paragraph(evidenceLine(one), 4, look)),
  ];
}

function printFinding(finding: Finding, look: Look): readonly string[] {
  const { code, severity, title, detail, silenced } = finding;
  const word = paint(severity, look.colours);
  return [
    `${code} ${word}${silenced ? ', silenced' : ''}: ${title}`,
    ...paragraph(detail, 2, look),
    ...finding.evidence.flatMap(one => paragraph(evidenceLine(one), 4, look)),
    ...(silenced
      ? paragraph(`Silenced by ${silenced.by}: ${silenced.reason}`, 2, look)
      : []),
  ];
}
