// PeerAuthentication as a ztunnel enforces it: istio pilot/pkg/serviceregistry/ambient/authorization.go, policies.go.
import type { MtlsModeName, Reason } from '../../posture/servicePosture';
import { objectName, evidenceOf } from '../../state/evidence';
import type { PeerAuthentication } from '../../state/kinds/peerAuthentication';
import type { Labels } from '../../state/read';
import { because } from '../because';
import {
  ApplyingPolicies,
  applyingPolicies,
  areOfOneAge,
  modeName,
  PolicyBook,
} from '../policy/peerAuthentication';

const source = 'istio pilot/pkg/serviceregistry/ambient/authorization.go';

/** Whether a ztunnel refuses plaintext to this port. DISABLE is PERMISSIVE to it. */
export function ambientMode(
  book: PolicyBook,
  subject: { name: string; namespace: string; labels: Labels },
  port: number,
): {
  mode: 'PERMISSIVE' | 'STRICT';
  reasons: readonly Reason[];
  doubt?: string;
} {
  const applying = applyingAmbient(book, subject.namespace, subject.labels);
  const strict = refusesPlaintext(
    applying,
    aboveConverted(book, subject.namespace, applying),
    port,
  );
  return {
    mode: strict ? 'STRICT' : 'PERMISSIVE',
    reasons: [explain(subject.name, applying, port, strict)],
    ...tieOf(book, subject),
  };
}

// istiod goes through the policies of a workload in no order, and keeps the first of those of one age.
function tieOf(
  book: PolicyBook,
  { namespace, labels }: { namespace: string; labels: Labels },
): { doubt?: string } {
  const levels = [
    book.wide(book.rootNamespace),
    book.wide(namespace),
    book.selecting(namespace, labels),
  ];
  const [tied] = levels.filter(
    ([first, second]) => second && areOfOneAge(first, second),
  );
  return tied
    ? {
        doubt: `${objectName(tied[0])} and ${objectName(
          tied[1],
        )} are of one age, and istiod takes either of them for a ztunnel.`,
      }
    : {};
}

// An empty selector in the root namespace is a selector to ztunnel, and so no mesh-wide policy, but to pods of that namespace.
function applyingAmbient(
  book: PolicyBook,
  namespace: string,
  podLabels: Labels,
): ApplyingPolicies {
  const applying = applyingPolicies(book, namespace, podLabels);
  const mesh = book
    .wide(book.rootNamespace)
    .find(policy => !policy.hasSelector || namespace === book.rootNamespace);
  const { mesh: _, ...others } = applying;
  return { ...others, ...(mesh && { mesh }) };
}

// To what a workload's policy is converted to, a policy with an empty selector is none of its namespace (policies.go
// PeerAuthByNamespace), though the workload itself goes by it.
function aboveConverted(
  book: PolicyBook,
  namespace: string,
  { namespace: _, ...others }: ApplyingPolicies,
): ApplyingPolicies {
  const own = book.wide(namespace).find(policy => !policy.hasSelector);
  return { ...others, ...(own && { namespace: own }) };
}

/** Whether the policies that istiod attaches to the workload refuse plaintext to this port. */
function refusesPlaintext(
  applying: ApplyingPolicies,
  toConvert: ApplyingPolicies,
  port: number,
): boolean {
  const { workload } = applying;
  const inherited = inheritedStrict(applying);
  if (!workload) return inherited;
  const own = modeName(workload.mode);
  const ports = [...workload.portLevelMtls.values()].map(modeName);
  const strict = own === undefined ? inherited : own === 'STRICT';
  if (!attachesOwn(own, strict, ports)) return strict;
  const converted = convertedDenies(toConvert, port);
  return strict && own === undefined && !ports.includes('PERMISSIVE')
    ? true
    : converted;
}

function inheritedStrict({ mesh, namespace }: ApplyingPolicies): boolean {
  return (modeName(namespace?.mode) ?? modeName(mesh?.mode)) === 'STRICT';
}

// The workload's own policy is attached for exceptions only; below UNSET, DISABLE is none.
function attachesOwn(
  own: MtlsModeName | undefined,
  strict: boolean,
  ports: readonly (MtlsModeName | undefined)[],
): boolean {
  if (!strict) return ports.includes('STRICT');
  return (
    ports.includes('PERMISSIVE') ||
    (own === 'STRICT' && ports.includes('DISABLE'))
  );
}

/** The policy made of the workload's: a DENY of what has no identity, port by port. */
function convertedDenies(applying: ApplyingPolicies, port: number): boolean {
  const { mesh, namespace, workload } = applying;
  const own = modeName(workload!.mode);
  const above = aboveStrict(applying);
  let exempt = false;
  let exceptions = false;
  for (const [number, written] of workload!.portLevelMtls) {
    const mode = modeName(written);
    if (mode === 'STRICT') {
      if (own !== 'STRICT' && !above && number === port) return true;
    } else if (mode !== undefined) {
      const matters =
        own === 'STRICT' ||
        (own === undefined && (namespace ?? mesh)?.mode === 'STRICT');
      if (!matters) continue;
      exceptions = true;
      if (number === port) exempt = true;
    }
  }
  return (own === 'STRICT' || exceptions) && !exempt;
}

// A STRICT port is left to the policy above when that is STRICT; istiod looks for the workload's own
// mode only where the namespace's is in question, so that a STRICT mesh always counts.
function aboveStrict({ mesh, namespace, workload }: ApplyingPolicies): boolean {
  const ofNamespace = modeName(namespace?.mode);
  if (ofNamespace === undefined) return modeName(mesh?.mode) === 'STRICT';
  return ofNamespace === 'STRICT' && modeName(workload?.mode) === undefined;
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
