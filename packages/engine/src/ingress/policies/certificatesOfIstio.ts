import { readyEndpoints } from '../../mesh';
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { podsByAddress } from '../../state/kinds/pod';
import type { Service, ServicePort } from '../../state/kinds/service';
import type { Instance } from '../edges/instances';

/** Whether the proxies of Gloo and kgateway hold Istio's certificates: two containers fetch them. */
export function holdsCertificates(instance: Instance | undefined): boolean {
  return (instance?.pods ?? []).some(pod =>
    ['istio-proxy', 'sds'].every(name =>
      pod.containers.some(container => container.name === name),
    ),
  );
}

/** Who of the pods behind a port takes them: those that Istio labels for mTLS. */
export interface MtlsPods {
  readonly some: boolean;
  /** One sentence where others do not. */
  readonly caveats: readonly string[];
}

/** Pods that get the mesh's mTLS from a proxy that sends it to those in the mesh alone. */
export function mtlsPods(
  state: ClusterState,
  service: Service,
  { port }: ServicePort,
): MtlsPods {
  const pods = readyEndpoints(state, service, port).flatMap(({ address }) =>
    state.lookup(podsByAddress, address),
  );
  const inMesh = pods.filter(
    pod => pod.meta.labels['security.istio.io/tlsMode'] === 'istio',
  );
  const all = inMesh.length === pods.length;
  return {
    some: inMesh.length > 0,
    caveats:
      all || inMesh.length === 0
        ? []
        : [
            `Only some pods of ${objectName(
              service,
            )} are in the mesh: the others get plaintext.`,
          ],
  };
}
