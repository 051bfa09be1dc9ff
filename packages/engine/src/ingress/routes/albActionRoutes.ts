import type { ClusterState } from '../../state/clusterState';
import { annotationEvidence, objectName } from '../../state/evidence';
import { Ingress, ingresses, IngressRule } from '../../state/kinds/ingress';
import type { Service } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import { at, items, text, whole } from '../../state/read';
import { cloudEdge, controllersOf } from '../edges/cloudEdge';
import type { Route } from '../edges/edge';
import { IngressServer, ingressServers } from '../edges/ingressClassOf';
import { ingressDial } from '../dial/ingressDial';
import { hasTls } from './ingressRoutes';
import type { RouteReader } from './routeReader';
import { servicePort } from '../dial/servicePort';
import { awsAlb } from '../vendors/awsAlb';

const prefix = 'alb.ingress.kubernetes.io/actions.';

/** A Service that a forward action of an Ingress sends to. */
interface Forward {
  /** Name of the action: rules name it in the place of a Service. */
  readonly action: string;
  readonly service: string;
  readonly port: number | string;
}

const byService = indexBy(ingresses, ingress =>
  forwardsOf(ingress).map(
    ({ service }) => `${ingress.meta.namespace}/${service}`,
  ),
);

/**
 * Services that an ALB forwards to by an action: the rule names the action, and an annotation says
 * what it does (kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md).
 */
export const albActionRoutes: RouteReader = {
  routesTo: (state, service) => {
    const { namespace, name } = service.meta;
    return state.lookup(byService, `${namespace}/${name}`).flatMap(ingress =>
      ingressServers(state, ingress)
        .filter(({ vendor }) => vendor === awsAlb)
        .flatMap(server => routesOf(state, ingress, server, service)),
    );
  },
};

function forwardsOf({ meta }: Ingress): readonly Forward[] {
  return Object.entries(meta.annotations)
    .filter(([key]) => key.startsWith(prefix))
    .flatMap(([key, value]) => {
      const action = key.slice(prefix.length);
      const parsed = json(value);
      if (text(parsed, 'type') !== 'forward') return [];
      const groups = items(parsed, 'forwardConfig', 'targetGroups');
      return [parsed, ...groups].flatMap(group => forwardTo(action, group));
    });
}

function forwardTo(action: string, group: unknown): readonly Forward[] {
  const service = text(group, 'serviceName');
  // A group of weight 0 gets nothing.
  if (service === undefined || at(group, 'weight') === 0) return [];
  const port = whole(group, 'servicePort') ?? text(group, 'servicePort');
  return port === undefined ? [] : [{ action, service, port }];
}

function json(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function routesOf(
  state: ClusterState,
  ingress: Ingress,
  server: IngressServer,
  service: Service,
): readonly Route[] {
  return forwardsOf(ingress)
    .filter(forward => forward.service === service.meta.name)
    .flatMap(forward =>
      ingress.rules
        .filter(rule => asksFor(rule, forward))
        .flatMap(rule =>
          routeOf(state, ingress, server, service, forward, rule),
        ),
    );
}

/** A rule names an action in the place of a Service, and says so in the place of its port. */
function asksFor({ backend }: IngressRule, { action }: Forward): boolean {
  return backend.service === action && backend.port === 'use-annotation';
}

function routeOf(
  state: ClusterState,
  ingress: Ingress,
  server: IngressServer,
  service: Service,
  forward: Forward,
  rule: IngressRule,
): readonly Route[] {
  const port = servicePort(service, forward.port);
  if (!port) return [];
  const [instance] = controllersOf(state, awsAlb);
  const key = `${prefix}${forward.action}`;
  const reasons = [
    ...server.reasons,
    {
      text: `${objectName(ingress)} sends to ${objectName(service)} by action ${
        forward.action
      }.`,
      evidence: [annotationEvidence(ingress, key)],
    },
  ];
  const dial = ingressDial(state, {
    ingress,
    rule,
    service,
    port,
    server: { ...server, reasons },
    instance,
  });
  if (!dial) return [];
  const { namespace, name } = ingress.meta;
  return [
    {
      edge: cloudEdge(awsAlb, 'LoadBalancer', ingress, server.reasons),
      ref: {
        kind: 'Ingress',
        namespace,
        name,
        host: rule.host,
        path: rule.path,
      },
      object: ingress,
      backend: { namespace, service: service.meta.name, port: port.port },
      services: forwardsOf(ingress).map(one => ({
        namespace,
        name: one.service,
      })),
      clientTls: hasTls(ingress, rule.host, awsAlb),
      dial,
    },
  ];
}
