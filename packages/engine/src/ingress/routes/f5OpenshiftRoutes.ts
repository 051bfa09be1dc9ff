import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  OpenshiftRoute,
  openshiftRoutesByBackend,
} from '../../state/kinds/openshiftRoute';
import type { Pod } from '../../state/kinds/pod';
import type { Service } from '../../state/kinds/service';
import { cloudEdge, controllerPods, controllersOf } from '../edges/cloudEdge';
import { watches } from '../edges/watchedNamespaces';
import type { Route } from '../edges/edge';
import { flagOf, isFlagSet } from '../edges/flagOf';
import { backendSaid, endsTls, portsOf } from './openshiftPorts';
import type { RouteReader } from './routeReader';
import { settledDial } from '../dial/settledDial';
import { hasOpenshiftMode } from '../policies/f5Cis';
import { f5Cis } from '../vendors/f5Cis';

/** OpenShift's Routes at BIG-IP: clouddocs.f5.com/containers/latest/userguide/next-gen-routes. */
export const f5OpenshiftRoutes: RouteReader = {
  routesTo: (state, service) => {
    const { namespace, name } = service.meta;
    const controllers = routeControllers(state);
    if (controllers.length === 0) return [];
    return state
      .lookup(openshiftRoutesByBackend, `${namespace}/${name}`)
      .filter(route => controllers.some(pod => takes(pod, route)))
      .filter(route => isWatched(state, route))
      .flatMap(route => routesOf(state, route, service, controllers));
  },
};

/** Controllers that are told to serve Routes: in the mode for OpenShift, or by a flag of before that. */
export function routeControllers(state: ClusterState): readonly Pod[] {
  return controllerPods(state, f5Cis).filter(
    pod => hasOpenshiftMode(pod) || isFlagSet(pod, '--manage-routes'),
  );
}

function isWatched(state: ClusterState, route: OpenshiftRoute): boolean {
  return controllersOf(state, f5Cis).some(instance =>
    watches(state, instance, route, 'own kinds'),
  );
}

/** One that is told a label takes Routes with that alone. */
function takes(pod: Pod, { meta }: OpenshiftRoute): boolean {
  const label = flagOf(pod, '--route-label');
  return !label || meta.labels.f5type === label;
}

function routesOf(
  state: ClusterState,
  route: OpenshiftRoute,
  service: Service,
  pods: readonly Pod[],
): readonly Route[] {
  const { namespace, name } = service.meta;
  const said = backendSaid(route);
  return route.services
    .filter(one => one.name === name && one.weight > 0)
    .flatMap(one =>
      portsOf(state, route, service).flatMap(port => {
        const dial = settledDial({
          vendor: f5Cis,
          places: { route, service, port, pods },
          service,
          port,
          ...(said && { said: { backend: said } }),
          reasons: [
            {
              text: `${objectName(route)} leads to ${objectName(service)}.`,
              evidence: [evidenceOf(route, `${one.field}.name`, one.name)],
            },
          ],
          caveats: groupCaveats(pods),
        });
        if (!dial) return [];
        const { meta, kind, host, path } = route;
        return [
          {
            edge: cloudEdge(f5Cis, kind, route),
            ref: {
              kind,
              namespace: meta.namespace,
              name: meta.name,
              host,
              path,
            },
            object: route,
            backend: { namespace, service: name, port: port.port },
            clientTls: endsTls(route),
            ...(dial.tls?.startedBy === 'client' && {
              carriesConnections: true,
            }),
            dial,
          },
        ];
      }),
    );
}

/** In the mode for OpenShift a ConfigMap says which namespaces' Routes are served, and with which settings. */
function groupCaveats(pods: readonly Pod[]): readonly string[] {
  const groups = pods.filter(hasOpenshiftMode).flatMap(pod => {
    const name = flagOf(pod, '--route-spec-configmap');
    return name ? [name] : [];
  });
  return [...new Set(groups)].map(
    name =>
      `Which Routes BIG-IP takes, and what policies it adds, stands in ConfigMap ${name}, which is not read: that this one is among them is taken for granted.`,
  );
}
