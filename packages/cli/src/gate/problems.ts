import type {
  Finding,
  MtlsPosture,
  ServicePosture,
  Severity,
} from '@ingress-posture/engine';
import { serviceName } from '../output/serviceCells';

/** Something that a pipeline can fail for: a posture, or a finding of a service. */
export interface Problem {
  readonly service: string;
  readonly posture?: MtlsPosture;
  readonly finding?: Finding;
  /** The same in every run as long as it is the same problem: names, and nothing that a cluster numbers anew. */
  readonly key: string;
}

/** All problems of some services; what somebody silenced is none. */
export function problemsOf(
  postures: readonly ServicePosture[],
): readonly Problem[] {
  return postures.flatMap(posture => {
    const service = serviceName(posture);
    const keys = findingKeys(posture);
    const found = posture.findings.map((finding, index) => ({
      service,
      finding,
      key: keys[index],
    }));
    return [
      {
        service,
        posture: posture.posture,
        key: `${service} ${posture.posture}`,
      },
      ...found.filter(one => !one.finding.silenced),
    ];
  });
}

/**
 * A key for each finding of a service: "shop/cart IP0102 Ingress shop/web shop.example.com/", with a number
 * behind it where the same is found again.
 */
export function findingKeys(posture: ServicePosture): readonly string[] {
  const seen = new Map<string, number>();
  return posture.findings.map(finding => {
    const key = findingKey(posture, finding);
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key} (${count})`;
  });
}

function findingKey(posture: ServicePosture, { code, path }: Finding): string {
  const route = path === undefined ? undefined : posture.paths[path]?.route;
  if (!route) return `${serviceName(posture)} ${code}`;
  const { kind, namespace, name, host } = route;
  const address = `${host ?? '*'}${route.path ?? ''}`;
  return `${serviceName(
    posture,
  )} ${code} ${kind} ${namespace}/${name} ${address}`;
}

/** Severities, gravest first. */
export const severities: readonly Severity[] = ['error', 'warning', 'info'];

/** Postures, worst first; `unknown` stands apart. */
export const postures: readonly MtlsPosture[] = [
  'rejected',
  'plaintext',
  'unmeshed',
  'app-tls',
  'permissive',
  'enforced',
];
