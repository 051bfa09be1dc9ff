import type { ClusterState } from '../../state/clusterState';
import { bucket, deriveEach, deriveValue } from '../../state/derived';
import { objectName } from '../../state/evidence';
import { Ingress, ingresses, IngressRule } from '../../state/kinds/ingress';
import { indexBy } from '../../state/objectIndex';

const prefix = 'oci-native-ingress.oraclecloud.com';

const byClass = indexBy(ingresses, ({ className }) =>
  className === undefined ? [] : [className],
);

/** What Ingresses of a class say of one and the same thing, where that can be said once. */
interface Word {
  /** What it is about, as the object of a sentence. */
  readonly about: string;
  readonly value: string;
  readonly ingress: Ingress;
}

const conflicts = deriveEach(
  className => [bucket(byClass, className)],
  (state, className): string | undefined =>
    conflictAmong(state.lookup(byClass, className)),
  deriveValue,
);

/**
 * What keeps the controller from going on with a class, as a sentence: it makes the load balancer of all
 * Ingresses of a class, and of none while two of them say different things of one listener or set of
 * targets (oracle/oci-native-ingress-controller pkg/state/ingressstate.go, BuildState). Their status has
 * its address before it comes to that (pkg/controllers/ingress/ingress.go, sync).
 */
export function ociConflict(
  state: ClusterState,
  { className }: Ingress,
): string | undefined {
  return className === undefined ? undefined : state.read(conflicts(className));
}

function conflictAmong(all: readonly Ingress[]): string | undefined {
  const first = new Map<string, Word>();
  for (const word of all.flatMap(wordsOf)) {
    const known = first.get(word.about);
    if (known && known.value !== word.value) return sentence(known, word);
    first.set(word.about, known ?? word);
  }
  return undefined;
}

const outcome =
  'The controller of OCI does nothing for any Ingress of the class until they agree, and what it made of them before is not known.';

function sentence(one: Word, other: Word): string {
  return one.ingress === other.ingress
    ? `${objectName(one.ingress)} says two things of ${one.about}: ${
        one.value
      } and ${other.value}. ${outcome}`
    : `${objectName(one.ingress)} says ${one.value} of ${
        one.about
      }, and ${objectName(other.ingress)} ${other.value}. ${outcome}`;
}

function wordsOf(ingress: Ingress): readonly Word[] {
  return ingress.rules
    .filter(rule => rule.field !== 'spec.defaultBackend')
    .flatMap(rule => ofRule(ingress, rule));
}

/** Ports by name are left out: a Service that is not looked at has their number. */
function ofRule(ingress: Ingress, rule: IngressRule): readonly Word[] {
  const { service, port } = rule.backend;
  if (typeof port !== 'number') return [];
  const certificates = certificatesOf(ingress, rule);
  const listener = listenerPort(ingress, rule, port);
  const targets = `${ingress.meta.namespace}/${service}, port ${port}`;
  const word = (about: string, value: string) => ({ about, value, ingress });
  return [
    word(
      `the protocol of listener ${listener}`,
      (said(ingress, 'protocol') ?? 'HTTP').toUpperCase(),
    ),
    word(
      `the policy of targets of ${targets}`,
      said(ingress, 'policy') ?? 'LEAST_CONNECTIONS',
    ),
    ...certificates.map(one =>
      word(`the certificate of listener ${listener}`, one),
    ),
  ];
}

function said({ meta }: Ingress, name: string): string | undefined {
  return meta.annotations[`${prefix}/${name}`] as string | undefined;
}

function certificatesOf(
  ingress: Ingress,
  { host }: IngressRule,
): readonly string[] {
  const certificate = said(ingress, 'certificate-ocid');
  const secret =
    host === null
      ? undefined
      : ingress.tls.filter(one => one.hosts.includes(host)).at(-1)?.secretName;
  return [
    ...(certificate === undefined ? [] : [certificate]),
    ...(secret ? [`Secret ${secret}`] : []),
  ];
}

/** The port of the Service, unless one is written for what is, or is not, over TLS (pkg/util/util.go, DetermineListenerPort). */
function listenerPort(
  ingress: Ingress,
  { host }: IngressRule,
  port: number,
): number {
  const isTls =
    said(ingress, 'certificate-ocid') !== undefined ||
    ingress.tlsHosts.includes(host ?? '');
  const written = said(ingress, `${isTls ? 'https' : 'http'}-listener-port`);
  return Number(written ?? 0) || port;
}
