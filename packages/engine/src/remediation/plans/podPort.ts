import type { Route } from '../../ingress/edges/edge';
import type { ServiceFacts } from '../../posture/serviceFacts';
import type { ClusterState } from '../../state/clusterState';
import {
  EndpointSlice,
  endpointSlices,
  slicesByService,
} from '../../state/kinds/endpointSlice';
import { Service, ServicePort, services } from '../../state/kinds/service';
import type { PlannedStep } from '../plan';
import { patchStep } from '../steps';
import { servedBy } from '../touched';
import { writtenPort } from './writtenPort';

/**
 * Gives the Service a port with the number of its container port. A sidecar looks a Host up among the
 * Services that have the port which is dialled, and an edge that dials pods dials that number (istio
 * pilot/pkg/networking/core/httproute.go).
 */
export function podPortStep(
  facts: ServiceFacts,
  { edge, backend }: Route,
  containerPort: number,
): PlannedStep | undefined {
  const { state, service } = facts;
  const known = service.ports.find(one => one.port === backend.port);
  if (!known || service.ports.some(one => one.port === containerPort)) {
    return undefined;
  }
  const { namespace, name } = service.meta;
  const added: ServicePort = {
    name: `http-${containerPort}`,
    port: containerPort,
    targetPort: known.targetPort,
    protocol: 'TCP',
  };
  // A Service with several ports has to name them all, each by a name of its own.
  const names = service.ports.map(one => one.name);
  if (names.includes(undefined) || names.includes(added.name)) return undefined;
  const ports = [...service.ports, added];
  return {
    step: patchStep({
      title: `Give ${name} a port with the number of its container port`,
      object: { apiVersion: 'v1', kind: 'Service', namespace, name },
      patch: { spec: { ports: ports.map(writtenPort) } },
      undo: { spec: { ports: service.ports.map(writtenPort) } },
      show: `{.spec.ports[${ports.length - 1}].port}`,
      expect: String(containerPort),
      marks: service.meta,
    }),
    apply: copy => {
      const now: Service = copy.get(services, namespace, name) ?? service;
      copy.put(services, { ...now, ports });
      addEndpoints(copy, now, known, added);
    },
    touches: () => servedBy(state, edge),
  };
}

/** What Kubernetes adds to the endpoints when a Service gets a port. */
function addEndpoints(
  copy: ClusterState,
  { meta: { namespace, name } }: Service,
  known: ServicePort,
  added: ServicePort,
): void {
  for (const slice of copy.lookup(slicesByService, `${namespace}/${name}`)) {
    const like = slice.ports.find(one => one.name === known.name);
    if (!like) continue;
    const ports: EndpointSlice['ports'] = [
      ...slice.ports,
      { ...like, name: added.name ?? '' },
    ];
    copy.put(endpointSlices, { ...slice, ports });
  }
}
