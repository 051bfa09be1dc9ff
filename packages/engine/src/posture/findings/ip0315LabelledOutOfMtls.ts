import { membership } from '../../mesh';
import { podKey } from '../../path/sources';
import { evidenceOf, objectName } from '../../state/evidence';
import { findingRule } from '../finding';

const label = 'security.istio.io/tlsMode';

/** Clients of the mesh go by this label, not by the proxy (istio pilot/pkg/xds/endpoints/mtls_checker.go). */
export const ip0315 = findingRule('IP0315', facts => {
  const found = facts.ports
    .flatMap(one => one.pods)
    .find(
      ({ pod, accepts }) =>
        accepts.accepts === 'mtls-only' &&
        membership(facts.state, podKey(pod)).mesh === 'sidecar' &&
        pod.meta.labels[label] !== 'istio',
    );
  if (!found) return [];
  const { pod, port } = found;
  const value = pod.meta.labels[label];
  return [
    {
      says: {
        pod: objectName(pod),
        label: value === undefined ? `no label ${label}` : `${label}=${value}`,
        port,
        service: facts.service.meta.name,
      },
      about: [pod],
      evidence: [evidenceOf(pod, `metadata.labels[${label}]`, value)],
    },
  ];
});
