import { defineKind } from '../kindDefinition';
import { indexBy } from '../objectIndex';
import { at, items, text, whole } from '../read';
import { falseConditions, Refusable, withRefusals } from './refusal';

/** Route of the OpenShift router. */
export interface OpenshiftRoute extends Refusable {
  readonly kind: 'Route';
  readonly host: string | null;
  readonly path: string | null;
  /** Services by name; those of weight 0 get no traffic. */
  readonly services: readonly {
    readonly name: string;
    readonly weight: number;
    /** Path inside the object, for evidence. */
    readonly field: string;
  }[];
  /** Number or name of a port; of the Service's port, or of its pods' own. */
  readonly targetPort?: number | string;
  /** `edge`, `passthrough` or `reencrypt`; undefined without TLS. */
  readonly termination?: string;
  /** Host that an action on request headers sets; null where it takes the header away. */
  readonly rewrittenHost?: string | null;
  /** Names of the routers that say something of it in its status. */
  readonly routers: readonly string[];
}

export const openshiftRoutes = defineKind<OpenshiftRoute>({
  group: 'route.openshift.io',
  kind: 'Route',
  plural: 'routes',
  versions: ['v1'],
  namespaced: true,
  purpose: 'routes of the OpenShift router',
  trim: (object, meta) => {
    const targetPort =
      whole(object, 'spec', 'port', 'targetPort') ??
      text(object, 'spec', 'port', 'targetPort');
    const termination = text(object, 'spec', 'tls', 'termination');
    const rewrittenHost = trimHost(object);
    return {
      kind: 'Route',
      meta,
      host: trimName(object),
      path: text(object, 'spec', 'path') ?? null,
      services: [
        ...trimService(at(object, 'spec', 'to'), 'spec.to'),
        ...items(object, 'spec', 'alternateBackends').flatMap((one, index) =>
          trimService(one, `spec.alternateBackends[${index}]`),
        ),
      ],
      ...(targetPort !== undefined && { targetPort }),
      ...(termination !== undefined && { termination }),
      ...(rewrittenHost !== undefined && { rewrittenHost }),
      routers: items(object, 'status', 'ingress').flatMap(
        router => text(router, 'routerName') ?? [],
      ),
      ...withRefusals(
        items(object, 'status', 'ingress').flatMap(router =>
          falseConditions(
            router,
            'status.ingress[]',
            ['Admitted'],
            text(router, 'routerName'),
          ),
        ),
      ),
    };
  },
});

/** Routes by the "namespace/name" of each Service that they lead to. */
export const openshiftRoutesByBackend = indexBy(
  openshiftRoutes,
  ({ meta, services }) =>
    services.map(({ name }) => `${meta.namespace}/${name}`),
);

function trimService(
  reference: unknown,
  field: string,
): OpenshiftRoute['services'] {
  const name = text(reference, 'name');
  if (name === undefined) return [];
  return [{ name, weight: whole(reference, 'weight') ?? 100, field }];
}

/** The host that it is for; one that its router made of spec.subdomain stands in the status alone. */
function trimName(object: unknown): string | null {
  const [admitted] = items(object, 'status', 'ingress');
  const host = text(object, 'spec', 'host') ?? text(admitted, 'host') ?? null;
  const isWild = text(object, 'spec', 'wildcardPolicy') === 'Subdomain';
  return isWild && host !== null ? host.replace(/^[^.]+/, '*') : host;
}

/** Actions are taken in the order in which they stand: the last one counts. */
function trimHost(object: unknown): string | null | undefined {
  const actions = items(object, 'spec', 'httpHeaders', 'actions', 'request');
  const last = actions
    .filter(header => text(header, 'name')?.toLowerCase() === 'host')
    .at(-1);
  return text(last, 'action', 'type') === 'Delete'
    ? null
    : text(last, 'action', 'set', 'value');
}
