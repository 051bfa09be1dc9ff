// PeerAuthentication as a ztunnel enforces it: istio pilot/pkg/serviceregistry/ambient/authorization.go, policies.go.
import type { Reason } from '../posture/servicePosture';
import { objectName, evidenceOf } from '../state/evidence';
import type { PeerAuthentication } from '../state/kinds/peerAuthentication';
import type { Labels } from '../state/read';
import { because } from './because';
import {
  ApplyingPolicies,
  applyingPolicies,
  modeName,
  PolicyBook,
} from './peerAuthentication';

const source = 'istio pilot/pkg/serviceregistry/ambient/authorization.go';

/** Whether a ztunnel refuses plaintext to this port. DISABLE is PERMISSIVE to it. */
export function ambientMode(
  book: PolicyBook,
  subject: { name: string; namespace: string; labels: Labels },
  port: number,
): { mode: 'PERMISSIVE' | 'STRICT'; reasons: readonly Reason[] } {
  const applying = applyingAmbient(book, subject.namespace, subject.labels);
  const strict = refusesPlaintext(applying, port);
  return {
    mode: strict ? 'STRICT' : 'PERMISSIVE',
    reasons: [explain(subject.name, applying, port, strict)],
  };
}

// An empty selector in the root namespace is a selector to ztunnel, and so no mesh-wide policy.
function applyingAmbient(
  book: PolicyBook,
  namespace: string,
  podLabels: Labels,
): ApplyingPolicies {
  const applying = applyingPolicies(book, namespace, podLabels);
  const wide = book.byNamespace.get(book.rootNamespace)?.wide ?? [];
  const mesh = wide.find(policy => !policy.hasSelector);
  const { mesh: _, ...others } = applying;
  return { ...others, ...(mesh && { mesh }) };
}

function refusesPlaintext(
  { mesh, namespace, workload }: ApplyingPolicies,
  port: number,
): boolean {
  const inherited =
    (modeName(namespace?.mode) ?? modeName(mesh?.mode)) === 'STRICT';
  if (!workload) return inherited;
  const own = modeName(workload.mode);
  const ports = [...workload.portLevelMtls.values()].map(modeName);
  const here = modeName(workload.portLevelMtls.get(port));
  if (own === 'STRICT') return here !== 'PERMISSIVE' && here !== 'DISABLE';
  if (own !== undefined) return here === 'STRICT';
  if (!inherited) return here === 'STRICT';
  // Only PERMISSIVE makes an exception from what is inherited; DISABLE beside it comes along.
  return !ports.includes('PERMISSIVE')
    ? true
    : here !== 'PERMISSIVE' && here !== 'DISABLE';
}

function explain(
  name: string,
  { mesh, namespace, workload }: ApplyingPolicies,
  port: number,
  strict: boolean,
): Reason {
  const policies = [workload, namespace, mesh].filter(
    (one): one is PeerAuthentication => one !== undefined,
  );
  const verdict = strict
    ? 'refuses everything but HBONE'
    : 'takes plaintext as well as HBONE';
  const why =
    policies.length === 0
      ? 'no PeerAuthentication applies, and the default is PERMISSIVE'
      : `by ${policies.map(objectName).join(', ')}`;
  return because(
    `The ztunnel of ${name} ${verdict} on port ${port}: ${why}.`,
    policies.map(one => evidenceOf(one, 'spec.mtls.mode', one.mode)),
    source,
  );
}
