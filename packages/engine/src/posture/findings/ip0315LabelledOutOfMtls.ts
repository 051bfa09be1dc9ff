import { evidenceOf, objectName } from '../../state/evidence';
import { findingRule } from '../finding';
import { labelledOut, tlsModeLabel } from '../labelledOut';

/** Clients of the mesh go by this label, not by the proxy (istio pilot/pkg/xds/endpoints/mtls_checker.go). */
export const ip0315 = findingRule('IP0315', facts => {
  const [found] = labelledOut(facts);
  if (!found) return [];
  const { pod, port } = found;
  const value = pod.meta.labels[tlsModeLabel];
  return [
    {
      says: {
        pod: objectName(pod),
        label:
          value === undefined
            ? `no label ${tlsModeLabel}`
            : `${tlsModeLabel}=${value}`,
        port,
        service: facts.service.meta.name,
      },
      about: [pod],
      evidence: [evidenceOf(pod, `metadata.labels[${tlsModeLabel}]`, value)],
    },
  ];
});
