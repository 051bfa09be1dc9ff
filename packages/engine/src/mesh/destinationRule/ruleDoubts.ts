// What makes the TLS of a DestinationRule, or of a BackendTLSPolicy, less than proven.
import { objectName } from '../../state/evidence';
import type { ProxyClient } from '../client';
import { ClusterPolicy, effectivePolicy } from './clusterTls';
import { configuringVersion } from '../controlPlane/controlPlane';
import { isOlder, lacks } from '../controlPlane/version';

// Releases that block what a BackendTLSPolicy's missing certificates leave open: GHSA-qm8v-g4f9-qhjx.
const failClosed = ['1.30.4', '1.31.1'];

/** What an answer leans on that follows the TLS settings of a cluster. */
export function ruleDoubts(
  { state, pod, kind }: ProxyClient,
  policy: ClusterPolicy,
): readonly string[] {
  const { rule, subset } = policy;
  if (!rule) return [];
  const version = configuringVersion(state, pod);
  const { tls } = effectivePolicy(policy);
  const attached = rule.from.filter(one => one.kind === 'BackendTLSPolicy');
  const open = kind === 'sidecar' && lacks(version, failClosed);
  const doubts = attached
    .filter(() => tls !== undefined)
    .map(
      one =>
        `Whether the CA certificates of ${objectName(
          one,
        )} are there is not read; without them ${
          open
            ? 'sidecars send plaintext before Istio 1.30.4'
            : 'nothing is sent'
        }.`,
    );
  const dated = rule.from.filter(one => one.kind === 'DestinationRule');
  if (attached.length > 0 && dated.length > 0 && isOlder(version, '1.31')) {
    doubts.push(
      `Before Istio 1.31 ${attached
        .map(objectName)
        .join(' and ')} stood instead of the settings of ${dated
        .map(objectName)
        .join(' and ')}, not beside them.`,
    );
  }
  const own = rule.subsets.find(one => one.name === subset)?.policy;
  const preamble = own?.preamble ?? rule.policy?.preamble;
  if (preamble) {
    doubts.push(
      `What ${rule.from
        .map(objectName)
        .join(
          ' and ',
        )} has proxies say first (${preamble}) is not analysed: a sidecar takes it for bytes of the client.`,
    );
  }
  const inherits =
    own !== undefined && own.tls === undefined && rule.policy?.tls;
  if (inherits && isOlder(version, '1.31')) {
    doubts.push(
      `Before Istio 1.31 endpoints of the subset ${subset} did not follow the TLS mode that ${rule.from
        .map(objectName)
        .join(' and ')} sets above it.`,
    );
  }
  return doubts;
}
