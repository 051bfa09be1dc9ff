import { podOf, protocolOf, readyEndpoints } from '../mesh';
import type { ClusterState } from '../state/clusterState';
import { uniqueEvidence } from '../state/evidence';
import type { Pod } from '../state/kinds/pod';
import type { Service, ServicePort } from '../state/kinds/service';
import { Accepts, laxest, PodAccepts, podAccepts } from './accepts';
import type { MtlsModeName, PortPosture } from './servicePosture';

/** A Service port with what each of its ready pods takes there. */
export interface PortFacts {
  readonly posture: PortPosture;
  readonly pods: readonly {
    readonly pod: Pod;
    readonly port: number;
    /** The pod's address that the Service leads to: one of two may be all that its proxy sees. */
    readonly address: string;
    readonly accepts: PodAccepts;
  }[];
}

export function portFacts(
  state: ClusterState,
  service: Service,
): readonly PortFacts[] {
  return service.ports
    .filter(port => port.protocol === 'TCP')
    .map(port => factsOf(state, service, port));
}

function factsOf(
  state: ClusterState,
  service: Service,
  port: ServicePort,
): PortFacts {
  const endpoints = readyEndpoints(state, service, port.port);
  const behind = endpoints.flatMap(endpoint => {
    const pod = endpoint.pod === '' ? undefined : podOf(state, endpoint.pod);
    if (!pod) return [];
    const { port: at, address } = endpoint;
    const accepts = podAccepts(state, pod, at, address);
    return [{ pod, port: at, address, accepts }];
  });
  // An address that is no pod has no proxy of the mesh.
  const strangers = endpoints.filter(endpoint => endpoint.pod === '');
  const accepts = laxest([
    ...behind.map(one => one.accepts.accepts),
    ...strangers.map((): Accepts => 'plaintext-only'),
  ]);
  const telling =
    behind.find(one => one.accepts.accepts === accepts) ?? behind[0];
  return {
    pods: behind,
    posture: {
      port: port.port,
      ...(port.name !== undefined && { name: port.name }),
      targetPort: telling?.port ?? endpoints[0]?.port ?? null,
      protocol: protocolOf(service, port),
      mtlsMode: laxestMode(behind.flatMap(one => one.accepts.mode ?? [])),
      accepts,
      evidence: uniqueEvidence(
        (telling?.accepts.reasons ?? []).flatMap(reason => reason.evidence),
      ),
    },
  };
}

const modes: readonly MtlsModeName[] = ['DISABLE', 'PERMISSIVE', 'STRICT'];

function laxestMode(all: readonly MtlsModeName[]): MtlsModeName | null {
  return modes.find(mode => all.includes(mode)) ?? null;
}
