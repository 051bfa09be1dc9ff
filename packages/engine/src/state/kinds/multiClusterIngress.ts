import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, items, text, whole } from '../read';
import type { IngressBackend } from './ingress';

export interface MultiClusterRule {
  readonly host: string | null;
  readonly path: string | null;
  /** `service` names a MultiClusterService. */
  readonly backend: IngressBackend;
}

/** GKE's Ingress for several clusters; it lives in the config cluster alone. */
export interface MultiClusterIngress extends KubeObject {
  readonly kind: 'MultiClusterIngress';
  readonly rules: readonly MultiClusterRule[];
  readonly tls: boolean;
}

export const multiClusterIngresses = defineKind<MultiClusterIngress>({
  group: 'networking.gke.io',
  kind: 'MultiClusterIngress',
  plural: 'multiclusteringresses',
  versions: ['v1'],
  namespaced: true,
  purpose: 'routes of GKE load balancers over several clusters',
  trim: (object, meta) => {
    const spec = at(object, 'spec', 'template', 'spec');
    return {
      kind: 'MultiClusterIngress',
      meta,
      rules: [
        ...trimRule(null, null, at(spec, 'backend')),
        ...items(spec, 'rules').flatMap(rule =>
          items(rule, 'http', 'paths').flatMap(path =>
            trimRule(
              text(rule, 'host') ?? null,
              text(path, 'path') ?? null,
              at(path, 'backend'),
            ),
          ),
        ),
      ],
      tls:
        items(spec, 'tls').length > 0 ||
        meta.annotations['networking.gke.io/pre-shared-certs'] !== undefined,
    };
  },
});

function trimRule(
  host: string | null,
  path: string | null,
  backend: unknown,
): MultiClusterRule[] {
  const service = text(backend, 'serviceName');
  if (service === undefined) return [];
  const port = whole(backend, 'servicePort') ?? text(backend, 'servicePort');
  return [
    {
      host,
      path,
      backend: { service, ...(port !== undefined && { port }) },
    },
  ];
}
