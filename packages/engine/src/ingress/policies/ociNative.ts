import { annotationEvidence, evidenceOf } from '../../state/evidence';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';

const prefix = 'oci-native-ingress.oraclecloud.com';
const certificate = `${prefix}/certificate-ocid`;
const backendTls = `${prefix}/backend-tls-enabled`;

// ParseBool of Go; what it cannot read counts as true.
const goFalse = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

/** Where TLS ends at the listener it is started again towards the pods, unless that is turned off. */
export function ociIngressPolicies(
  _: unknown,
  { ingress, rule }: Pick<ServedRule, 'ingress' | 'rule'>,
): PolicyEffect {
  const { annotations } = ingress.meta;
  const ends =
    annotations[certificate] !== undefined ||
    (rule.host !== null && ingress.tlsHosts.includes(rule.host));
  const isOff = goFalse.has(annotations[backendTls] ?? '');
  const startsTls = ends && !isOff;
  if (!ends) return {};
  return {
    said: {
      backend: {
        effect: { protocol: 'http', tls: startsTls ? 'edge' : 'none' },
        by: startsTls ? 'TLS of the listener' : backendTls,
        evidence: [
          annotationEvidence(ingress, backendTls),
          annotationEvidence(ingress, certificate),
          evidenceOf(ingress, 'spec.tls[].hosts', ingress.tlsHosts.join(', ')),
        ],
        source:
          'oracle/oci-native-ingress-controller pkg/state/ingressstate.go (updateBackendTlsStatus)',
      },
    },
  };
}
