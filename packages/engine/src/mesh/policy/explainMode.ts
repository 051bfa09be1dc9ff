// The effective mode behind a sidecar with the policies that decided, and those that did not.
import type { MtlsModeName, Reason } from '../../posture/servicePosture';
import { evidenceOf, objectName } from '../../state/evidence';
import type { PeerAuthentication } from '../../state/kinds/peerAuthentication';
import type { Labels } from '../../state/read';
import { because } from '../because';
import {
  ApplyingPolicies,
  applyingPolicies,
  modeName,
  PolicyBook,
  sidecarMode,
} from './peerAuthentication';

export interface DecidedMode {
  readonly mode: MtlsModeName;
  readonly reasons: readonly Reason[];
}

const source = 'istio pilot/pkg/security/authn/policy_applier.go';

/** Effective mode of a container port, with its reasons. */
export function explainSidecarMode(
  book: PolicyBook,
  subject: { name: string; namespace: string; labels: Labels },
  port: number,
): DecidedMode {
  const applying = applyingPolicies(book, subject.namespace, subject.labels);
  const mode = sidecarMode(applying, port);
  return {
    mode,
    reasons: [
      decision(subject.name, port, mode, applying),
      ...losers(book, subject, applying),
    ],
  };
}

function decision(
  name: string,
  port: number,
  mode: MtlsModeName,
  { mesh, namespace, workload }: ApplyingPolicies,
): Reason {
  const perPort = workload?.portLevelMtls.get(port);
  const say = (policy: PeerAuthentication, why: string, field: string) =>
    because(
      `Port ${port} of ${name} is ${mode}: ${objectName(policy)} ${why}.`,
      [evidenceOf(policy, field, mode)],
      source,
    );
  if (workload && modeName(perPort)) {
    const field = `spec.portLevelMtls[${port}].mode`;
    return say(workload, `says so for port ${port}`, field);
  }
  const levels = [
    [workload, 'selects it'],
    [namespace, 'holds for its namespace'],
    [mesh, 'holds for the whole mesh'],
  ] as const;
  for (const [policy, why] of levels) {
    if (modeName(policy?.mode)) return say(policy!, why, 'spec.mtls.mode');
  }
  return because(
    `Port ${port} of ${name} is PERMISSIVE: no PeerAuthentication says otherwise, and that is the default.`,
    [],
    source,
  );
}

function losers(
  book: PolicyBook,
  subject: { namespace: string; labels: Labels },
  applying: ApplyingPolicies,
): readonly Reason[] {
  const { namespace, labels } = subject;
  const inRoot = namespace === book.rootNamespace;
  const own = inRoot ? [] : book.wide(namespace);
  const selecting = book.selecting(namespace, labels);
  const ignored = (policy: PeerAuthentication, why: string) =>
    because(
      `${objectName(policy)} is ignored: ${why}.`,
      [evidenceOf(policy, 'spec.mtls.mode', policy.mode)],
      source,
    );
  return [
    ...[...own.slice(1), ...book.wide(book.rootNamespace).slice(1)].map(
      policy =>
        ignored(policy, 'an older one without a selector stands beside it'),
    ),
    ...selecting
      .filter(policy => policy !== applying.workload)
      .map(policy =>
        ignored(
          policy,
          inRoot
            ? 'selectors have no effect in the root namespace'
            : 'an older one selects the same workload',
        ),
      ),
  ];
}
