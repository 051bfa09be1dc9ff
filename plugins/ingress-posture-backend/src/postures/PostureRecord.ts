import type { ServicePosture, Severity } from '@ingress-posture/engine';
import { createHash } from 'node:crypto';

/** A posture ready to be kept: its JSON, and out of it what lists are filtered and sorted by. */
export interface PostureRecord {
  readonly namespace: string;
  readonly name: string;
  readonly mode: ServicePosture['mode'];
  readonly posture: ServicePosture['posture'];
  readonly certainty: ServicePosture['certainty'];
  readonly sentence: string;
  /** Ids of the vendors in front of it. */
  readonly vendors: readonly string[];
  /** Their names, as people say them. */
  readonly edges: readonly string[];
  readonly hosts: readonly string[];
  readonly findings: Readonly<Record<Severity, number>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly podLabels: Readonly<Record<string, string>>;
  /** The whole `ServicePosture` as JSON, and its hash. */
  readonly document: string;
  readonly hash: string;
}

/** Takes a posture apart for the database. */
export function toRecord(posture: ServicePosture): PostureRecord {
  const { paths, service } = posture;
  const document = JSON.stringify(posture);
  return {
    namespace: service.namespace,
    name: service.name,
    mode: posture.mode,
    posture: posture.posture,
    certainty: posture.certainty,
    sentence: posture.sentence,
    vendors: distinct(paths.map(path => path.edge.vendor)),
    edges: distinct(paths.map(path => path.edge.title)),
    hosts: distinct(paths.flatMap(path => path.route.host ?? [])),
    findings: countFindings(posture),
    labels: service.labels,
    podLabels: service.podLabels,
    document,
    hash: createHash('sha256').update(document).digest('hex'),
  };
}

function countFindings({ findings }: ServicePosture): Record<Severity, number> {
  const count = (severity: Severity) =>
    findings.filter(
      finding => finding.severity === severity && !finding.silenced,
    ).length;
  return {
    error: count('error'),
    warning: count('warning'),
    info: count('info'),
  };
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
