// Ingresses of Kong whose backend is a KongServiceFacade: Kong/kubernetes-ingress-controller
// internal/dataplane/translator/subtranslator/ingress.go, ingressrules.go (resolveKubernetesServiceForBackend).
import type { Evidence } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import { Ingress, ingresses } from '../../state/kinds/ingress';
import {
  KongServiceFacade,
  kongServiceFacades,
} from '../../state/kinds/kongServiceFacade';
import type { Service } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import { ingressDropped } from '../dial/ingressDial';
import { servicePort } from '../dial/servicePort';
import type { Route } from '../edges/edge';
import { ingressServers } from '../edges/ingressClassOf';
import type { Instance } from '../edges/instances';
import { isOfKongClass, kongFlag } from '../policies/kongClass';
import { vendorAsSubject } from '../vendorDescription';
import { kong } from '../vendors/kong';
import { edgesOf, RuleAtEdge, ruleRoutes } from './ingressRoutes';
import type { LeftOut, RouteReader } from './routeReader';

const facadesOf = indexBy(kongServiceFacades, ({ meta, service }) => [
  `${meta.namespace}/${service}`,
]);

/** Ingresses by the "namespace/name" of each KongServiceFacade that they lead to. */
export const ingressesByFacade = indexBy(
  ingresses,
  ({ meta, resources = [] }) =>
    resources
      .filter(({ resource }) => isFacade(resource))
      .map(({ resource }) => `${meta.namespace}/${resource.name}`),
);

function isFacade({ group, kind }: { group: string; kind: string }): boolean {
  return group === kongServiceFacades.group && kind === kongServiceFacades.kind;
}

/** What KongServiceFacades stand for, at each installation of Kong that their Ingress is for. */
export const kongFacadeRoutes: RouteReader = {
  routesTo: (state, service) =>
    servedTo(state, service)
      .filter(one => whyNone(state, one) === undefined)
      .flatMap(one =>
        ruleRoutes(state, one).map(route => withFacade(route, one)),
      ),
  leftOut: (state, service) =>
    servedTo(state, service).flatMap((one): readonly LeftOut[] => {
      const why = whyNone(state, one) ?? ingressDropped(state, one);
      const edge = vendorAsSubject(kong);
      return why === undefined ? [] : [{ object: one.ingress, edge, why }];
    }),
};

/** A rule whose Service has the annotations of the facade before its own. */
interface Facaded extends RuleAtEdge {
  readonly facade: KongServiceFacade;
}

function servedTo(state: ClusterState, service: Service): readonly Facaded[] {
  const { namespace, name } = service.meta;
  return state
    .lookup(facadesOf, `${namespace}/${name}`)
    .flatMap(facade =>
      state
        .lookup(ingressesByFacade, `${namespace}/${facade.meta.name}`)
        .flatMap(ingress => servedBy(state, ingress, facade, service)),
    );
}

function servedBy(
  state: ClusterState,
  ingress: Ingress,
  facade: KongServiceFacade,
  own: Service,
): readonly Facaded[] {
  const port = servicePort(own, facade.port);
  if (!port) return [];
  const annotations = { ...own.meta.annotations, ...facade.meta.annotations };
  const service = { ...own, meta: { ...own.meta, annotations } };
  const backend = { service: own.meta.name, port: port.port };
  return ingressServers(state, ingress)
    .filter(({ vendor }) => vendor === kong)
    .flatMap(server =>
      edgesOf(state, ingress, server).flatMap(({ edge, instance }) =>
        (ingress.resources ?? [])
          .filter(
            ({ resource }) =>
              isFacade(resource) && resource.name === facade.meta.name,
          )
          .map(({ resource: _, ...rule }) => ({
            ...{ ingress, service, port, server, instance, edge, facade },
            rule: { ...rule, backend },
          })),
      ),
    );
}

function whyNone(
  state: ClusterState,
  { facade, instance }: Facaded,
): string | undefined {
  const name = objectName(facade);
  if (instance && !isOn(instance)) {
    return `it leads to ${name}, and feature gate KongServiceFacade of its controller is not on`;
  }
  return isOfKongClass(state, facade, instance)
    ? undefined
    : `it leads to ${name}, which is not of its class by annotation kubernetes.io/ingress.class`;
}

function isOn(instance: Instance): boolean {
  const gates = (kongFlag(instance, '--feature-gates') ?? '').split(',');
  return gates.some(one =>
    /^\s*KongServiceFacade\s*=\s*(true|1|t)\s*$/i.test(one),
  );
}

/** The route by way of the facade, which is where its annotations stand. */
function withFacade(
  route: Route,
  { facade, service, rule, ingress }: Facaded,
): Route {
  const { namespace, name } = service.meta;
  const { dial, services = [] } = route;
  const stands = {
    text: `${objectName(facade)} stands for ${objectName(service)}.`,
    evidence: [
      evidenceOf(
        ingress,
        `${rule.field}.backend.resource.name`,
        facade.meta.name,
      ),
      evidenceOf(facade, 'spec.backendRef.name', name),
    ],
  };
  const reasons = dial.reasons.map(reason => ({
    ...reason,
    evidence: reason.evidence.map(one => whereRead(one, facade, service)),
  }));
  return {
    ...route,
    services: [...services, { namespace, name }],
    dial: { ...dial, reasons: [stands, ...reasons] },
  };
}

function whereRead(
  evidence: Evidence,
  facade: KongServiceFacade,
  service: Service,
): Evidence {
  const key = /^metadata\.annotations\[(.*)\]$/.exec(evidence.field)?.[1];
  return key !== undefined &&
    key in facade.meta.annotations &&
    evidence.object === objectName(service)
    ? annotationEvidence(facade, key)
    : evidence;
}
