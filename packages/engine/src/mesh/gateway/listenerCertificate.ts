// The certificate of a listener that ends TLS: istio pilot/pkg/config/kube/gateway/conversion.go buildTLS,
// buildSecretReference. Secrets are never read: what can be told is which of them may not be named.
import type { ClusterState } from '../../state/clusterState';
import type { CertificateRef } from '../../state/kinds/gateway';
import { acceptance, listenerName, OwnedListener } from './listenerStatus';
import { referenceAllowed } from './referenceAllowed';

const terminateMode = 'gateway.istio.io/tls-terminate-mode';
const ofIstio: ReadonlySet<string> = new Set(['ISTIO_SIMPLE', 'ISTIO_MUTUAL']);

/** Why Istio makes no server of a listener, as the rest of a sentence; undefined where its certificate may be there. */
export function whyNoCertificate(
  state: ClusterState,
  one: OwnedListener,
): string | undefined {
  const refs = certificatesOf(one);
  if (refs.length > 2) return 'it names more than two certificates';
  if (refs.length === 0 || refs.some(ref => mayBeNamed(state, one, ref))) {
    return undefined;
  }
  return refs.some(isSecret)
    ? 'no ReferenceGrant lets it name its certificate in another namespace'
    : 'its certificate is no Secret';
}

/** What it leans on that a listener is served whose certificate nobody reports on. */
export function certificateDoubts(one: OwnedListener): readonly string[] {
  if (certificatesOf(one).length === 0 || acceptance(one) !== undefined) {
    return [];
  }
  return [
    `Secrets are not read, and no status reports on ${listenerName(
      one,
    )}: that its certificate is there is assumed.`,
  ];
}

// With a certificate of Istio's own no other counts.
function certificatesOf({
  listener: { tls },
}: OwnedListener): readonly CertificateRef[] {
  if (!tls || tls.mode !== 'Terminate') return [];
  return ofIstio.has(tls.options[terminateMode]) ? [] : tls.certificates ?? [];
}

function isSecret({ group, kind }: CertificateRef): boolean {
  return group === '' && kind === 'Secret';
}

function mayBeNamed(
  state: ClusterState,
  { owner }: OwnedListener,
  ref: CertificateRef,
): boolean {
  const { kind, meta } = owner;
  const { namespace = meta.namespace, name } = ref;
  const from = {
    kind,
    namespace: meta.namespace,
    ...(owner.kind !== 'Gateway' && { group: owner.apiGroup }),
  };
  const to = { kind: 'Secret', namespace, name };
  return isSecret(ref) && referenceAllowed(state, from, to);
}
