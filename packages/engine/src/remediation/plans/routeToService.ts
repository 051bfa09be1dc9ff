import type { Route } from '../../ingress/edges/edge';
import { servicesOfRoute } from '../../ingress/routes/routes';
import type { ClusterState } from '../../state/clusterState';
import type { Service } from '../../state/kinds/service';
import { createObject } from '../createObject';
import type { PlannedStep } from '../plan';
import { createStep } from '../steps';
import { editSteps, FieldEdit } from './route/fieldEdit';
import { hostRewriteEdit, resolverEdits } from './route/mappingEdits';
import { useClusterIpEdits } from './route/nginxUpstreamEdits';
import { serviceUrlEdits } from './route/routeGroupEdits';
import { addressingEdits, hostEdits } from './route/switchEdits';
import { urlRewriteEdits } from './route/urlRewriteEdits';
import { nativeLbEdits, passHostHeaderEdits } from './route/traefikEdits';

/** What of a route has to change so that its edge dials the Service and calls it by its name. */
export interface RouteChange {
  readonly addressing: boolean;
  readonly host: boolean;
}

/**
 * Steps that make a route dial the Service, send its Host, or both, each way by another switch;
 * none where its vendor has no such switch.
 */
export function routeSteps(
  state: ClusterState,
  route: Route,
  service: Service,
  change: RouteChange,
): readonly (readonly PlannedStep[])[] {
  // What the object says is of the Services that answer, and not of one that is asked about requests.
  const isAsked = route.ref.purpose !== undefined;
  if (isAsked && (change.addressing || change.host)) return [];
  const addressing = change.addressing
    ? addressingOf(state, route, service)
    : [[]];
  const host = change.host ? hostOf(state, route, service) : [[]];
  const hostAlone = titleOf({ addressing: false, host: true });
  return [
    ...addressing.flatMap(dialled =>
      host.map(sent => editSteps(titleOf(change), [...dialled, ...sent])),
    ),
    ...(change.addressing ? policySteps(route) : []).flatMap(step =>
      host.map(sent => [step, ...editSteps(hostAlone, sent)]),
    ),
  ];
}

/** A policy of the vendor's own beside the route, where it has such. */
function policySteps(route: Route): readonly PlannedStep[] {
  const { object, edge } = route;
  const { gatewayApi } = edge.vendor;
  const served = gatewayApi?.routes.some(kind => kind === object.kind);
  if (!served || !gatewayApi?.serviceRoutingPolicy) return [];
  const manifest = gatewayApi.serviceRoutingPolicy(object);
  return [
    {
      step: createStep(titleOf({ addressing: true, host: false }), manifest),
      apply: copy => createObject(copy, manifest),
      touches: () => servicesOfRoute(route),
    },
  ];
}

type Alternatives = readonly (readonly FieldEdit[])[];

/** How routes of vendors' own kinds say it in their fields; others are told by switches. */
function addressingOf(
  state: ClusterState,
  route: Route,
  service: Service,
): Alternatives {
  switch (route.object.kind) {
    case 'Mapping':
      return [resolverEdits(route)];
    case 'IngressRoute':
    case 'IngressRouteTCP':
      return together(nativeLbEdits(state, route, service));
    case 'VirtualServer':
    case 'VirtualServerRoute':
      return route.edge.vendor.id === 'nginx-inc'
        ? together(useClusterIpEdits(state, route, service))
        : [];
    case 'RouteGroup':
      return together(serviceUrlEdits(route, service));
    default:
      return addressingEdits(state, route, service).map(edit => [edit]);
  }
}

function hostOf(
  state: ClusterState,
  route: Route,
  service: Service,
): Alternatives {
  const switchedHosts = () =>
    hostEdits(state, route, service).map(edit => [edit]);
  switch (route.object.kind) {
    case 'Mapping':
      return [[hostRewriteEdit(route, service)]];
    case 'IngressRoute':
      return together(passHostHeaderEdits(state, route, service));
    // The annotation of Ingresses says nothing of it.
    case 'RouteGroup':
      return [];
    case 'HTTPRoute': {
      const rewrites = together(urlRewriteEdits(route, service));
      return rewrites.length > 0 ? rewrites : switchedHosts();
    }
    default:
      return switchedHosts();
  }
}

/** Every entry of a list that leads to the Service has to say so. */
function together(edits: readonly FieldEdit[]): Alternatives {
  return edits.length === 0 ? [] : [edits];
}

function titleOf(change: RouteChange): string {
  if (!change.host) return 'Dial the Service instead of its pods';
  return change.addressing
    ? 'Dial the Service, and call it by its own name'
    : 'Send the Host that names the Service';
}
