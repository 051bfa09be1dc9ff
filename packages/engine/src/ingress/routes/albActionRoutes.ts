import type { ClusterState } from '../../state/clusterState';
import { annotationEvidence, objectName } from '../../state/evidence';
import { Ingress, ingresses, IngressRule } from '../../state/kinds/ingress';
import type { Service } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import type { Route } from '../edges/edge';
import { IngressServer, ingressServers } from '../edges/ingressClassOf';
import { ingressDial } from '../dial/ingressDial';
import { edgesOf, hasTls, ServingEdge } from './ingressRoutes';
import type { RouteReader } from './routeReader';
import { servicePort } from '../dial/servicePort';
import {
  actionPrefix,
  Forward,
  forwardsOf,
} from '../policies/awsIngressActions';
import { awsAlb } from '../vendors/awsAlb';

const byService = indexBy(ingresses, ingress =>
  carrying(ingress).map(
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
        .flatMap(server =>
          edgesOf(state, ingress, server).flatMap(({ edge, instance }) =>
            routesOf(state, ingress, server, { edge, instance }, service),
          ),
        ),
    );
  },
};

/** A group of weight 0 gets nothing. */
function carrying(ingress: Ingress): readonly Forward[] {
  return forwardsOf(ingress).filter(({ weight }) => weight !== 0);
}

function routesOf(
  state: ClusterState,
  ingress: Ingress,
  server: IngressServer,
  at: ServingEdge,
  service: Service,
): readonly Route[] {
  return carrying(ingress)
    .filter(forward => forward.service === service.meta.name)
    .flatMap(forward =>
      ingress.rules
        .filter(rule => asksFor(rule, forward))
        .flatMap(rule =>
          routeOf(state, ingress, server, at, service, forward, rule),
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
  { edge, instance }: ServingEdge,
  service: Service,
  forward: Forward,
  rule: IngressRule,
): readonly Route[] {
  const port = servicePort(service, forward.port);
  if (!port) return [];
  const key = `${actionPrefix}${forward.action}`;
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
      edge,
      ref: {
        kind: 'Ingress',
        namespace,
        name,
        host: rule.host,
        path: rule.path,
      },
      object: ingress,
      backend: { namespace, service: service.meta.name, port: port.port },
      services: carrying(ingress).map(one => ({
        namespace,
        name: one.service,
      })),
      clientTls: hasTls(ingress, rule.host, awsAlb),
      dial,
    },
  ];
}
