// Services that Emissary asks about every request that no Mapping exempts.
import type { AskedFor } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import type { KindDefinition } from '../../state/kindDefinition';
import {
  EmissaryAskedService,
  emissaryAuthServices,
  emissaryHosts,
  emissaryRateLimitServices,
} from '../../state/kinds/emissary';
import type { Service } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import type { Route } from '../edges/edge';
import {
  emissaryId,
  emissaryIdsOf,
  Instance,
  installationsOf,
} from '../edges/instances';
import { emissaryRouting } from '../routes/emissaryRouting';
import { emissaryTls } from '../routes/emissaryTls';
import type { RouteReader } from '../routes/routeReader';
import { emissary } from '../vendors/emissary';
import { askedByUrl, namingByUrl, urlKeys } from './askedByUrl';
import { askedRoute, edgeOfInstance } from './askedRoute';

interface AskedKind {
  readonly kind: KindDefinition<EmissaryAskedService>;
  readonly purpose: AskedFor;
  readonly field: string;
  /** With which the names of its clusters begin. */
  readonly cluster: string;
  readonly source: string;
}

const kinds: readonly AskedKind[] = [
  {
    kind: emissaryAuthServices,
    purpose: 'external authorization',
    field: 'spec.auth_service',
    cluster: 'cluster_extauth',
    source: 'emissary-ingress/emissary python/ambassador/ir/irauth.py',
  },
  {
    kind: emissaryRateLimitServices,
    purpose: 'rate limiting',
    field: 'spec.service',
    cluster: 'cluster',
    source: 'emissary-ingress/emissary python/ambassador/ir/irratelimit.py',
  },
];

/** AuthServices and RateLimitServices, at each installation that their ambassador_id names. */
export const emissaryAskedServices: readonly RouteReader[] = kinds.map(one => {
  const byService = indexBy(one.kind, ({ service }) => urlKeys(service));
  return {
    routesTo: (state, service) =>
      namingByUrl(state, byService, service).flatMap(asked =>
        installationsOf(state, emissary)
          .filter(({ pods: [pod] }) =>
            emissaryIdsOf(asked).includes(emissaryId(pod)),
          )
          .flatMap(instance => routesAt(state, one, asked, service, instance)),
      ),
  };
});

function routesAt(
  state: ClusterState,
  { purpose, field, cluster, source }: AskedKind,
  asked: EmissaryAskedService,
  service: Service,
  instance: Instance,
): readonly Route[] {
  const routing = emissaryRouting(state, asked);
  if (!routing) return [];
  const { tls, reasons, caveats } = emissaryTls(state, asked, instance);
  const { namespace } = instance;
  const evidence = [evidenceOf(asked, field, asked.service)];
  const [, name] = /^(?:\w+:\/\/)?(.*)$/.exec(asked.service) ?? [];
  const byUrl = askedByUrl(
    {
      // Nothing is added to the name, as to that of a Mapping: it is resolved in the pods of Emissary.
      url: `${tls ? 'https' : 'http'}://${name}`,
      namespace,
      by: field,
      evidence,
      source,
      // Envoy hands the client's Host on over HTTP, and calls gRPC services by the name of their cluster.
      host: asked.grpc
        ? `${cluster}_${asked.service}_${asked.meta.namespace}`.replace(
            /\W/g,
            '_',
          )
        : null,
    },
    service,
  );
  if (!byUrl) return [];
  const read = { by: field, evidence, source };
  return askedRoute(state, {
    purpose,
    failsOpen: asked.failsOpen,
    edge: edgeOfInstance(instance),
    instance,
    about: {
      object: asked,
      host: null,
      path: null,
      clientTls: state.list(emissaryHosts).some(({ endsTls }) => endsTls),
    },
    service,
    port: byUrl.port,
    named: { by: asked, evidence },
    said: {
      ...byUrl.said,
      addressing: { effect: routing.addressing, ...read },
      backend: {
        effect: {
          protocol: asked.grpc ? 'http2' : 'http',
          tls: tls ? 'edge' : 'none',
          ...(tls?.identity && { identity: tls.identity }),
        },
        ...read,
      },
      sni: tls?.sni ?? '',
    },
    source,
    reasons: [routing.reason, ...reasons],
    caveats: [...routing.caveats, ...caveats],
  });
}
