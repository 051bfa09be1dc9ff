import type {
  Finding,
  Hop,
  Path,
  PortPosture,
  ServicePosture,
} from '@ingress-posture/engine';
import { isIPv6 } from 'node:net';
import { paint } from './paint';
import { Look, paragraph } from './paragraph';
import { printRemedy } from './printRemedy';
import { postureWord, serviceName } from './serviceCells';

/** One service from its verdict to its remedies, in the order of a reader's questions. */
export function printService(posture: ServicePosture, look: Look): string {
  const { mode, certainty, sentence, caveats, ports, paths } = posture;
  const word = paint(posture.posture, look.colours, postureWord(posture));
  const blocks = [
    [
      `${serviceName(posture)}: ${word}, ${mode}, ${certainty}`,
      ...paragraph(sentence, 0, look),
      ...caveats.flatMap(caveat => paragraph(`(${caveat})`, 0, look)),
    ],
    ...paths.map(path => printPath(path, look)),
    section('Ports', ports, port => paragraph(printPort(port), 2, look)),
    section('Findings', posture.findings, one => printFinding(one, look)),
    section('Remedies', posture.remedies, one => printRemedy(one, look)),
  ];
  const text = blocks.filter(block => block.length > 0);
  return `${text.map(block => block.join('\n')).join('\n\n')}\n`;
}

function section<T>(
  title: string,
  items: readonly T[],
  print: (item: T) => readonly string[],
): readonly string[] {
  return items.length === 0 ? [] : [title, ...items.flatMap(print)];
}

function printPath(path: Path, look: Look): readonly string[] {
  const { route, edge } = path;
  const address = `${route.host ?? 'any host'}${route.path ?? ''}`;
  const title = `Path through ${edge.title}, ${route.kind} ${route.namespace}/${route.name}, ${address}: ${path.posture}, ${path.mode}`;
  return [
    ...paragraph(title, 0, look),
    ...path.hops.flatMap(hop => printHop(path, hop, look)),
  ];
}

function printHop(path: Path, hop: Hop, look: Look): readonly string[] {
  const ends = [hop.fromNode, hop.toNode].map(node => path.nodes[node]?.name);
  const facts = [
    `${hop.addressing} ${destination(hop)}`.trimEnd(),
    ...(hop.host === null ? [] : [`Host ${hop.host}`]),
    hop.wire,
    hop.outcome,
  ];
  return [
    ...paragraph(`${ends.join(' -> ')}: ${facts.join(', ')}`, 2, look),
    ...hop.reasons.flatMap(reason => paragraph(`- ${reason.text}`, 4, look)),
  ];
}

function destination({ address, port }: Hop): string {
  if (port === null) return address ?? '';
  if (address === null) return `port ${port}`;
  return `${isIPv6(address) ? `[${address}]` : address}:${port}`;
}

const takes: Readonly<Record<PortPosture['accepts'], string>> = {
  'mtls-only': 'takes mTLS only',
  both: 'takes mTLS and plaintext',
  'plaintext-only': 'takes plaintext only',
  unknown: 'what it takes is not known',
};

function printPort(port: PortPosture): string {
  const { name, targetPort, protocol, mtlsMode, accepts } = port;
  const number = name === undefined ? port.port : `${port.port} (${name})`;
  const target = targetPort === null ? 'no target' : `to ${targetPort}`;
  const mode = mtlsMode === null ? [] : [mtlsMode];
  const facts = [protocol, ...mode, takes[accepts]].join(', ');
  return `${number} ${target}: ${facts}`;
}

function printFinding(finding: Finding, look: Look): readonly string[] {
  const { code, title, detail, silenced } = finding;
  const severity = paint(finding.severity, look.colours);
  return [
    `  ${code} ${severity}${silenced ? ', silenced' : ''}: ${title}`,
    ...paragraph(detail, 4, look),
    ...(silenced
      ? paragraph(`Silenced by ${silenced.by}: ${silenced.reason}`, 4, look)
      : []),
  ];
}
