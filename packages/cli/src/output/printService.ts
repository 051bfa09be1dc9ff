import type {
  Finding,
  Hop,
  Path,
  ServicePosture,
} from '@ingress-posture/engine';
import { paint } from './paint';
import { Look, paragraph } from './paragraph';
import { printRemedy } from './printRemedy';
import { postureWord, serviceName } from './serviceCells';
import { hopLine, pathTitle, portLine } from './serviceLines';

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
    section('Ports', ports, port => paragraph(portLine(port), 2, look)),
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
  return [
    ...paragraph(pathTitle(path), 0, look),
    ...path.hops.flatMap(hop => printHop(path, hop, look)),
  ];
}

function printHop(path: Path, hop: Hop, look: Look): readonly string[] {
  return [
    ...paragraph(hopLine(path, hop), 2, look),
    ...hop.reasons.flatMap(reason => paragraph(`- ${reason.text}`, 4, look)),
  ];
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
