import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import {
  NetscalerBackend,
  NetscalerHttpRoute,
  netscalerHttpRoutes,
} from '../../state/kinds/netscalerHttpRoute';
import {
  NetscalerListener,
  netscalerListeners,
} from '../../state/kinds/netscalerListener';
import type { Service } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import { matchesLabels } from '../../state/selector';
import { servicePort } from '../dial/servicePort';
import { netscalerPolicies, nodePortSaid } from '../policies/netscaler';
import { netscaler } from '../vendors/netscaler';
import { eachHost, OwnRule, ownRouteReader } from './ownRoutes';
import type { RouteReader } from './routeReader';

const docs = 'docs.citrix.com/en-us/citrix-k8s-ingress-controller/crds';

const bySelector = 'by labels';
const listenersByRoute = indexBy(
  netscalerListeners,
  ({ routes, selectors }) => [
    ...routes,
    ...(selectors.length > 0 ? [bySelector] : []),
  ],
);

/** Content routing of NetScaler: its own HTTPRoute, which its Listeners take, and their default actions. */
export const netscalerRoutes: readonly RouteReader[] = [
  ownRouteReader({
    vendor: netscaler,
    kind: netscalerHttpRoutes,
    backendsOf: ({ meta, rules }) =>
      rules.map(rule => keyOf(rule, meta.namespace)),
    rulesTo: (state, route, service) =>
      isTaken(state, route) ? rulesOf(state, route, service) : [],
    leftOut: (state, route) =>
      isTaken(state, route) ? [] : ['no Listener of NetScaler takes it'],
  }),
  ownRouteReader({
    vendor: netscaler,
    kind: netscalerListeners,
    backendsOf: ({ meta, defaultBackend }) =>
      defaultBackend ? [keyOf(defaultBackend, meta.namespace)] : [],
    rulesTo: (_, listener, service) =>
      ruleTo(
        service,
        listener,
        listener.defaultBackend,
        'spec.defaultAction',
      ).map(rule => ({
        ...rule,
        host: null,
        path: null,
        clientTls: listener.tls,
      })),
  }),
];

function keyOf(
  { namespace, service }: NetscalerBackend,
  ownNamespace: string,
): string {
  return `${namespace ?? ownNamespace}/${service}`;
}

/** The Listeners that take a route, by name or by its labels. */
function takersOf(
  state: ClusterState,
  { meta }: NetscalerHttpRoute,
): readonly NetscalerListener[] {
  return [
    ...state.lookup(listenersByRoute, `${meta.namespace}/${meta.name}`),
    ...state
      .lookup(listenersByRoute, bySelector)
      .filter(({ selectors }) =>
        selectors.some(one => matchesLabels(one, meta.labels)),
      ),
  ];
}

function isTaken(state: ClusterState, route: NetscalerHttpRoute): boolean {
  return (
    takersOf(state, route).length > 0 ||
    state.unreadable(netscalerListeners) !== undefined
  );
}

function rulesOf(
  state: ClusterState,
  route: NetscalerHttpRoute,
  service: Service,
): readonly OwnRule[] {
  const takers = takersOf(state, route);
  return route.rules.flatMap(rule =>
    ruleTo(service, route, rule, `${rule.field}.action`).flatMap(led =>
      eachHost(route.hosts).map(host => ({
        ...led,
        host,
        path: rule.path,
        ...(rule.pathIsPattern && { pathIsPattern: true }),
        clientTls: takers.some(({ tls }) => tls),
        caveats: [
          ...led.caveats,
          ...(takers.length > 0
            ? []
            : ['Listeners could not be read: that one takes it is assumed.']),
        ],
      })),
    ),
  );
}

type Led = Pick<OwnRule, 'port' | 'evidence' | 'said'> & {
  readonly caveats: readonly string[];
};

/** What an action makes of requests, where it leads to a port of this Service. */
function ruleTo(
  service: Service,
  object: KubeObject,
  backend: NetscalerBackend | undefined,
  field: string,
): readonly Led[] {
  const { namespace, name } = service.meta;
  if (
    !backend ||
    keyOf(backend, object.meta.namespace) !== `${namespace}/${name}`
  ) {
    return [];
  }
  const port = servicePort(service, backend.port);
  if (!port) return [];
  const place = `${field}.backend.kube`;
  return [
    {
      port,
      evidence: [evidenceOf(object, `${place}.service`, backend.service)],
      said: {
        ...nodePortSaid(service),
        backend: {
          effect: { protocol: 'http', tls: backend.tls ? 'edge' : 'none' },
          evidence: [
            evidenceOf(
              object,
              `${place}.backendConfig.secureBackend`,
              backend.tls,
            ),
          ],
          source: `${docs}/httproute`,
        },
      },
      caveats: netscalerPolicies,
    },
  ];
}
