import { membership } from '../mesh';
import { podKey } from '../path/sources';
import type { Pod } from '../state/kinds/pod';
import type { ServiceFacts } from './serviceFacts';

/** Clients of the mesh send mTLS to pods that say `istio` by it (istio pilot/pkg/xds/endpoints/mtls_checker.go). */
export const tlsModeLabel = 'security.istio.io/tlsMode';

/** Pods whose sidecar demands mTLS on a port of the service, while their label tells clients not to send any. */
export function labelledOut({
  state,
  ports,
}: ServiceFacts): readonly { readonly pod: Pod; readonly port: number }[] {
  return ports
    .flatMap(one => one.pods)
    .filter(
      ({ pod, accepts }) =>
        accepts.accepts === 'mtls-only' &&
        membership(state, podKey(pod)).mesh === 'sidecar' &&
        pod.meta.labels[tlsModeLabel] !== 'istio',
    );
}
