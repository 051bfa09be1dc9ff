import type { ClusterState } from '../../state/clusterState';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import type { Ingress, IngressRule } from '../../state/kinds/ingress';
import type { ServicePort } from '../../state/kinds/service';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import { isFlagSet } from '../edges/flagOf';
import type { Instance } from '../edges/instances';
import {
  areFilters,
  arePredicates,
  hostByFilters,
  isAnsweredByFilter,
  skippersOwnHost,
} from './skipperFilters';
import { skipperDoubts, withDefaultFilters } from './skipperDefaults';
import { sharedRouteName } from './skipperRouteNames';

const source = 'zalando/skipper dataclients/kubernetes/ingressv1.go';
const defaultBackend = 'spec.defaultBackend';
const weightsAnnotation = 'zalando.org/backend-weights';
const filterAnnotation = 'zalando.org/skipper-filter';
const predicateAnnotation = 'zalando.org/skipper-predicate';
const ratelimitAnnotation = 'zalando.org/ratelimit';

/** What Skipper's weights and filters, and its way to dial Services, make of a rule of an Ingress. */
export function skipperPolicies(
  state: ClusterState,
  served: ServedRule,
): PolicyEffect {
  const invalid = whyInvalid(served);
  if (invalid !== undefined) return { drops: invalid };
  const { ingress, rule, service } = served;
  if (isWeightedOut(ingress, rule)) {
    return { drops: `${weightsAnnotation} leaves nothing for it` };
  }
  const shared = sharedRouteName(
    state,
    ingress,
    rule,
    one => !isWeightedOut(ingress, one),
  );
  if (shared.drops) return shared;
  if (isAnsweredByFilter(appliedFilters(served))) return { drops: true };
  const parts: readonly PolicyEffect[] =
    service.type === 'ExternalName'
      ? [shared, byExternalName(served)]
      : [shared, hostOfRoute(served), byService(served)];
  return {
    said: Object.assign({}, ...parts.map(({ said }) => said)),
    caveats: [
      ...parts.flatMap(({ caveats = [] }) => caveats),
      ...skipperDoubts(served.instance),
    ],
    unknown: parts.some(({ unknown }) => unknown === true),
  };
}

/** Nothing comes of an Ingress with what cannot be parsed (definitions/ingressvalidator.go). */
function whyInvalid({ ingress: { meta } }: ServedRule): string | undefined {
  const { annotations } = meta;
  const broken = [
    areFilters(annotations[filterAnnotation] ?? '') ? [] : [filterAnnotation],
    arePredicates(annotations[predicateAnnotation] ?? '')
      ? []
      : [predicateAnnotation],
  ].flat();
  return broken.length === 0
    ? undefined
    : `annotation ${broken.join(' and ')} cannot be parsed`;
}

/**
 * Of the backends of a path those without weight get nothing, where any has one
 * (computeBackendWeightsV1).
 */
function isWeightedOut(ingress: Ingress, rule: IngressRule): boolean {
  const rivals = ingress.rules.filter(
    ({ host, path, field }) =>
      host === rule.host && path === rule.path && field !== defaultBackend,
  );
  const written = ingress.meta.annotations[weightsAnnotation] as
    | string
    | undefined;
  if (written === undefined || rule.field === defaultBackend) return false;
  const weightOf = (name: string) => Number(weightIn(written, name) ?? 0);
  const anyWeight = rivals.some(({ backend }) => weightOf(backend.service) > 0);
  return anyWeight && weightOf(rule.backend.service) === 0;
}

function weightIn(written: string, service: string): unknown {
  try {
    return JSON.parse(written)?.[service];
  } catch {
    // Weights that are no JSON are ignored.
    return undefined;
  }
}

/** Its filters as Skipper reads them, in one: none of them is applied where one cannot be parsed. */
function filtersOf({ ingress: { meta } }: ServedRule): string | undefined {
  const { annotations } = meta;
  const written = [
    annotations[ratelimitAnnotation],
    annotations[filterAnnotation],
  ]
    .filter(one => one !== undefined && one !== '')
    .join(' -> ');
  return written === '' ? undefined : written;
}

/** The filters of the route that a rule becomes: none of its own at a default backend, or where one is broken. */
function appliedFilters(served: ServedRule): string {
  const written = filtersOf(served) ?? '';
  const isApplied = served.rule.field !== defaultBackend && areFilters(written);
  return withDefaultFilters(served.instance, isApplied ? written : '');
}

/** The Host where not the annotation's filters alone are applied: a switch of the vendor reads those. */
function hostOfRoute(served: ServedRule): PolicyEffect {
  const { ingress, instance } = served;
  const applied = appliedFilters(served);
  if (applied === (filtersOf(served) ?? '')) return {};
  const found = hostByFilters(applied);
  const unset = instance && keepsHost(instance) ? null : skippersOwnHost;
  const doubt = `A filter that ${objectName(
    ingress,
  )} goes by makes the Host from the request: which one is sent is not known.`;
  return {
    said: {
      host: {
        effect: found.kind === 'sent' ? found.host : unset,
        evidence: [annotationEvidence(ingress, filterAnnotation)],
        source,
      },
    },
    ...(found.kind === 'from request' && { caveats: [doubt], unknown: true }),
  };
}

/** Whether an installation is told to send the Host of the client. */
export function keepsHost({ pods }: Instance): boolean {
  return pods.some(pod => isFlagSet(pod, '-proxy-preserve-host'));
}

/** The external name is the Host, whatever filters say; TLS goes by the target port (externalNameRoute). */
function byExternalName({ service, port }: ServedRule): PolicyEffect {
  const { externalName = '' } = service;
  const evidence = [evidenceOf(service, 'spec.externalName', externalName)];
  return {
    said: {
      host: { effect: externalName, evidence, source },
      backend: {
        effect: {
          protocol: 'http',
          tls: port.targetPort === 443 ? 'edge' : 'none',
        },
        evidence,
        source,
      },
    },
  };
}

const forceService = '-kubernetes-force-service';

/**
 * Told to dial Services, Skipper joins the Service's name and the port of its pods, which can be a port of
 * the Service, too (serviceNameBackend).
 */
export function skipperPort(rule: ServedRule): ServicePort {
  const { service, port } = rule;
  if (!dialsServices(rule)) return port;
  return service.ports.find(one => one.port === port.targetPort) ?? port;
}

function dialsServices({ instance }: ServedRule): boolean {
  return instance?.pods.some(pod => isFlagSet(pod, forceService)) ?? false;
}

/** It speaks TLS to port 443 of a Service alone (serviceNameBackend). */
function byService(rule: ServedRule): PolicyEffect {
  const { service, port } = rule;
  if (!dialsServices(rule)) return {};
  const said: PolicyEffect['said'] = {
    backend: {
      effect: {
        protocol: 'http',
        tls: port.targetPort === 443 ? 'edge' : 'none',
      },
      by: forceService,
      evidence: [
        evidenceOf(service, 'spec.ports[].targetPort', port.targetPort),
      ],
      source,
    },
  };
  if (service.ports.some(one => one.port === port.targetPort)) return { said };
  return {
    said,
    unknown: true,
    caveats: [
      `Skipper dials the address of ${objectName(service)} at port ${
        port.targetPort
      }, which is its pods' and not the Service's own ${
        port.port
      }: nothing may listen there.`,
    ],
  };
}
