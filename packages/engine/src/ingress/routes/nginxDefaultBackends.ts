import { endpointsOf } from '../../path/servicePods';
import type { ClusterState } from '../../state/clusterState';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import { Ingress, ingresses } from '../../state/kinds/ingress';
import type { Pod } from '../../state/kinds/pod';
import { Service, services } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import type { Route } from '../edges/edge';
import { flagOf } from '../edges/flagOf';
import { ingressServers } from '../edges/ingressClassOf';
import { holds, PlacedRule } from '../policies/ingressNginxLocations';
import { edgesOf, hasTls } from './ingressRoutes';
import { Instance, instanceRef, instances } from '../edges/instances';
import { placesOf, unreadConfigMap } from '../dial/places';
import type { RouteReader } from './routeReader';
import { servicePort } from '../dial/servicePort';
import { ServedBackend, settledDial } from '../dial/settledDial';
import { resolveSetting } from '../dial/setting';
import { upstreamOwner } from './upstreamOwner';
import { ingressNginx } from '../vendors/ingressNginx';
import { traefikForNginx } from '../vendors/traefikForNginx';

const annotation = 'nginx.ingress.kubernetes.io/default-backend';
const errors = 'nginx.ingress.kubernetes.io/custom-http-errors';
const flag = '--default-backend-service';
const source =
  'kubernetes/ingress-nginx internal/ingress/controller/controller.go (getBackendServers)';

const byFallback = indexBy(ingresses, ({ meta }) =>
  annotation in meta.annotations
    ? [`${meta.namespace}/${meta.annotations[annotation]}`]
    : [],
);

/**
 * What ingress-nginx falls back to: the Service that an Ingress names for backends without endpoints
 * and for error pages, and the one that a flag of the controller names for all that no Ingress is for.
 */
export const nginxDefaultBackends: RouteReader = {
  routesTo: (state, service) => {
    const key = `${service.meta.namespace}/${service.meta.name}`;
    return [
      ...state
        .lookup(byFallback, key)
        .flatMap(ingress => ofIngress(state, ingress, service)),
      ...state
        .read(instances)
        .filter(({ vendor }) => vendor === ingressNginx)
        .flatMap(instance => ofFlag(state, instance, service, key)),
    ];
  },
  // Traefik's provider does the same in its own way (ingress-nginx/build.go, getBackendEndpoints).
  unclaimed: (state, { meta }) =>
    state
      .lookup(byFallback, `${meta.namespace}/${meta.name}`)
      .filter(ingress =>
        ingressServers(state, ingress).some(
          ({ vendor }) => vendor === traefikForNginx,
        ),
      )
      .map(ingress => ({
        object: ingress,
        why: `names the Service by annotation ${annotation}, to which Traefik leads in the place of errors and of backends without endpoints: that is not worked out`,
      })),
};

function ofIngress(
  state: ClusterState,
  ingress: Ingress,
  service: Service,
): readonly Route[] {
  return ingressServers(state, ingress)
    .filter(({ vendor }) => vendor === ingressNginx)
    .flatMap(server =>
      edgesOf(state, ingress, server).flatMap(({ edge, instance }) =>
        ingress.rules.flatMap(rule => {
          const placed = { ingress, rule, server };
          const why = fallsBack(state, placed, instance);
          if (!why || !holds(state, placed)) return [];
          const { said, text } = why;
          const dialled = dialOf(state, service, {
            route: ingress,
            instance,
            said,
            reasons: [
              ...server.reasons,
              { text, evidence: [annotationEvidence(ingress, annotation)] },
            ],
            by: annotation,
          });
          if (!dialled) return [];
          const { namespace, name } = ingress.meta;
          const { host, path } = rule;
          return [
            {
              ...dialled,
              edge,
              ref: { kind: 'Ingress', namespace, name, host, path },
              object: ingress,
              clientTls: hasTls(ingress, host, ingressNginx),
            },
          ];
        }),
      ),
    );
}

/** Error pages are asked for in plain HTTP, for the client's Host; what has no endpoints goes there as it is. */
function fallsBack(
  state: ClusterState,
  placed: PlacedRule,
  instance: Instance | undefined,
): { readonly text: string; readonly said: ServedBackend['said'] } | undefined {
  const { ingress, rule } = placed;
  const { namespace } = ingress.meta;
  const { backend } = rule;
  const behind = state.get(services, namespace, backend.service);
  if (!behind || isEmpty(state, placed, behind, instance)) {
    return {
      text: `Service ${namespace}/${backend.service}, to which ${objectName(
        ingress,
      )} leads, has no endpoint that is ready: its default backend takes the place.`,
      said: {},
    };
  }
  const pages = ingress.meta.annotations[errors];
  if (!pages) return undefined;
  const plain = { evidence: [annotationEvidence(ingress, errors)], source };
  return {
    text: `${objectName(ingress)} has its default backend answer ${pages}.`,
    said: {
      host: { ...plain, effect: null },
      backend: { ...plain, effect: { protocol: 'http', tls: 'none' } },
    },
  };
}

/** With Service routing the Service's address is always there to dial, at whatever number is written. */
function isEmpty(
  state: ClusterState,
  placed: PlacedRule,
  behind: Service,
  instance: Instance | undefined,
): boolean {
  if (behind.type === 'ExternalName') return false;
  const { port: written } = placed.rule.backend;
  const asked = resolveSetting(ingressNginx.addressing, {
    ...placesOf(state, upstreamOwner(state, placed), instance),
    service: behind,
  });
  const isNumbered =
    typeof written === 'number' || servicePort(behind, written) !== undefined;
  if (
    asked.effect === 'service-vip' &&
    behind.clusterIps.length > 0 &&
    isNumbered
  ) {
    return false;
  }
  const port = servicePort(behind, written, ingressNginx.portByTarget);
  return !port || !endpointsOf(state, behind).some(one => one.ready);
}

// Every Service is asked about, and an installation's pods say always the same.
const told = new WeakMap<Instance, Pod | null>();

/** A pod that is told a default backend; null where none is. */
function toldOf(instance: Instance): Pod | null {
  const known = told.get(instance);
  if (known !== undefined) return known;
  const found = instance.pods.find(pod => flagOf(pod, flag) !== undefined);
  told.set(instance, found ?? null);
  return found ?? null;
}

function ofFlag(
  state: ClusterState,
  instance: Instance,
  service: Service,
  key: string,
): readonly Route[] {
  const pod = toldOf(instance);
  if (!pod || flagOf(pod, flag) !== key) return [];
  const dialled = dialOf(state, service, {
    route: pod,
    instance,
    said: {},
    reasons: [
      {
        text: `Requests that no Ingress is for go to ${objectName(service)}.`,
        evidence: [evidenceOf(pod, `spec.containers[].args[${flag}]`, key)],
        source,
      },
    ],
    by: flag,
  });
  if (!dialled) return [];
  const ref = instanceRef(instance);
  const { kind, namespace, name } = ref;
  return [
    {
      ...dialled,
      edge: { vendor: ingressNginx, ref, pods: instance.pods, reasons: [] },
      ref: { kind, namespace, name, host: null, path: null },
      object: pod,
      clientTls: false,
    },
  ];
}

interface Fallback
  extends Pick<ServedBackend, 'said' | 'reasons'>,
    Pick<ServedBackend['places'], 'route'> {
  readonly instance: Instance | undefined;
  /** What names the Service. */
  readonly by: string;
}

/** The pods behind the first port of the Service are dialled, whatever is set of Service routing. */
function dialOf(
  state: ClusterState,
  service: Service,
  { route, instance, said, reasons, by }: Fallback,
): Pick<Route, 'backend' | 'dial'> | undefined {
  const [port] = service.ports;
  if (service.ports.length === 0) return undefined;
  const dial = settledDial({
    vendor: ingressNginx,
    places: placesOf(state, route, instance),
    service,
    port,
    said: {
      addressing: { effect: 'pod-ip', by, evidence: [], source },
      ...said,
    },
    reasons,
    caveats: unreadConfigMap(state, instance),
  });
  if (!dial) return undefined;
  const { namespace, name } = service.meta;
  return {
    backend: { namespace, service: name, port: port.port },
    dial,
  };
}
