import type {
  Path,
  Remedy,
  ServicePosture,
  Severity,
} from '@ingress-posture/engine';
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
  /** The `ServicePosture` without its remedies as JSON. */
  readonly document: string;
  /** Of what the document says, whatever the versions of the objects that say so. */
  readonly hash: string;
}

/** The remedies of a service as JSON; they are worked out after its posture. */
export interface RemediesRecord {
  readonly namespace: string;
  readonly name: string;
  readonly document: string;
  readonly hash: string;
}

type Judged = Omit<ServicePosture, 'remedies'>;

// In evidence only, whose next field follows: quotes inside of texts are escaped. A Service of an edge is in
// the evidence of thousands, and objects get new versions that say the same.
const versionsRead = /,"resourceVersion":"[^"]*"(?=,"field":)/g;

/** Takes a posture apart for the database. */
export function toRecord(posture: Judged): PostureRecord {
  const { paths, service } = posture;
  const document = JSON.stringify(posture);
  return {
    namespace: service.namespace,
    name: service.name,
    mode: posture.mode,
    posture: posture.posture,
    certainty: posture.certainty,
    sentence: posture.sentence,
    vendors: distinct(paths.flatMap(edgesOf).map(edge => edge.vendor)),
    edges: distinct(paths.flatMap(edgesOf).map(edge => edge.title)),
    hosts: distinct(paths.flatMap(path => path.route.host ?? [])),
    findings: countFindings(posture),
    labels: service.labels,
    podLabels: service.podLabels,
    document,
    hash: hashOf(document.replaceAll(versionsRead, '')),
  };
}

/** The edge of a path, and other edges before it. */
function edgesOf({ edge, nodes }: Path) {
  const drawn = nodes.flatMap(({ role, vendor, name }) =>
    role === 'edge' && vendor !== undefined ? [{ vendor, title: name }] : [],
  );
  return [...drawn.slice(0, -1), edge];
}

/** Takes the remedies of a service for the database. */
export function toRemediesRecord(
  { namespace, name }: { readonly namespace: string; readonly name: string },
  remedies: readonly Remedy[],
): RemediesRecord {
  const document = JSON.stringify(remedies);
  return { namespace, name, document, hash: hashOf(document) };
}

function hashOf(document: string): string {
  return createHash('sha256').update(document).digest('hex');
}

function countFindings({ findings }: Judged): Record<Severity, number> {
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
