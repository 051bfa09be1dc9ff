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
  return postures.flatMap(posture => [
    {
      service: serviceName(posture),
      posture: posture.posture,
      key: `${serviceName(posture)} ${posture.posture}`,
    },
    ...posture.findings
      .filter(finding => !finding.silenced)
      .map(finding => ({
        service: serviceName(posture),
        finding,
        key: findingKey(posture, finding),
      })),
  ]);
}

/** "shop/cart IP0102 Ingress shop/web shop.example.com/". */
export function findingKey(
  posture: ServicePosture,
  { code, path }: Finding,
): string {
  const route = path === undefined ? undefined : posture.paths[path]?.route;
  const where = route
    ? [
        ` ${route.kind} ${route.namespace}/${route.name}`,
        ` ${route.host ?? '*'}${route.path ?? ''}`,
      ]
    : [];
  return `${serviceName(posture)} ${code}${where.join('')}`;
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
