import type { ClusterState } from '../../state/clusterState';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import type { Ingress, IngressRule } from '../../state/kinds/ingress';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import { servicePort } from '../dial/servicePort';
import { goFalse } from '../edges/goBool';
import { podNetworkOf } from '../edges/podNetwork';
import { ingressesByBackend } from '../routes/ingressesByBackend';
import { ociConflict } from './ociConflicts';

const repository = 'oracle/oci-native-ingress-controller';
const prefix = 'oci-native-ingress.oraclecloud.com';
const certificate = `${prefix}/certificate-ocid`;
const backendTls = `${prefix}/backend-tls-enabled`;

type Said = NonNullable<PolicyEffect['said']>;

/** Where TLS ends at the listener it is started again towards the targets, unless that is turned off. */
export function ociIngressPolicies(
  state: ClusterState,
  served: ServedRule,
): PolicyEffect {
  const writers = writersOf(state, served);
  const [writer] = writers;
  const differ = new Set(writers.map(startsTls)).size > 1;
  const conflict = ociConflict(state, served.ingress);
  return {
    said: {
      ...throughNodes(state),
      ...(writer && { backend: backendSaid(writer) }),
    },
    ...((differ || conflict !== undefined) && {
      caveats: [
        ...(conflict === undefined ? [] : [conflict]),
        ...(differ ? [differing(served)] : []),
      ],
      unknown: true,
    }),
  };
}

function differing({ server, service }: ServedRule): string {
  return `Ingresses of class ${
    server.className
  } that end TLS and lead to the same port of ${objectName(
    service,
  )} differ in ${backendTls}, and whichever its controller comes to last counts.`;
}

/** A rule that ends TLS, and the Ingress that it stands in. */
interface Writer {
  readonly ingress: Ingress;
  readonly rule: IngressRule;
}

/**
 * The rules that decide on TLS towards a Service port: its targets are one set for all Ingresses of a
 * class, and any that ends TLS sets it for all (pkg/state/ingressstate.go, BuildState). The rule's own first.
 */
function writersOf(
  state: ClusterState,
  { ingress, rule, service, port }: ServedRule,
): readonly Writer[] {
  const { namespace, name } = service.meta;
  const all = state
    .lookup(ingressesByBackend, `${namespace}/${name}`)
    .filter(one => one.className === ingress.className)
    .flatMap(one => one.rules.map(found => ({ ingress: one, rule: found })))
    .filter(
      one =>
        one.rule.backend.service === name &&
        servicePort(service, one.rule.backend.port) === port &&
        endsTls(one),
    );
  const isOwn = (one: Writer) => one.ingress === ingress && one.rule === rule;
  return [...all.filter(isOwn), ...all.filter(one => !isOwn(one))];
}

function endsTls({ ingress: { meta, tls }, rule: { host } }: Writer): boolean {
  return (
    meta.annotations[certificate] !== undefined ||
    (host !== null &&
      tls.some(({ hosts, secretName }) => secretName && hosts.includes(host)))
  );
}

function startsTls({ ingress }: Writer): boolean {
  return !goFalse.has(ingress.meta.annotations[backendTls] ?? '');
}

function backendSaid(writer: Writer): Said['backend'] {
  const { ingress } = writer;
  const starts = startsTls(writer);
  return {
    effect: { protocol: 'http', tls: starts ? 'edge' : 'none' },
    by: starts ? 'TLS of the listener' : backendTls,
    evidence: [
      annotationEvidence(ingress, backendTls),
      annotationEvidence(ingress, certificate),
      evidenceOf(ingress, 'spec.tls[].hosts', ingress.tlsHosts.join(', ')),
    ],
    source: `${repository} pkg/state/ingressstate.go (updateBackendTlsStatus)`,
  };
}

/** In a cluster with Flannel it dials node ports (pkg/server/server.go, fetchCniType). */
function throughNodes(state: ClusterState): Said {
  const found = podNetworkOf(state);
  if (found?.network !== 'flannel') return {};
  return {
    addressing: {
      effect: 'node-port',
      by: `the network of pods (${objectName(found.agent)})`,
      evidence: [
        evidenceOf(
          found.agent,
          'spec.containers[].image',
          found.agent.containers.map(one => one.image).join(', '),
        ),
      ],
      source: `${repository} pkg/controllers/nodeBackend/nodeBackend.go`,
    },
  };
}
