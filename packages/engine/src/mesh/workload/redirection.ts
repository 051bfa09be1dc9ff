// The redirection a pod was given: arguments of istio-init (istio tools/istio-iptables/pkg/cmd/root.go),
// or, with the CNI plugin, annotations (cni/pkg/plugin/sidecar_redirect.go).
import type { Evidence } from '../../posture/servicePosture';
import { annotationEvidence, evidenceOf } from '../../state/evidence';
import type { Container, Pod } from '../../state/kinds/pod';
import { isSix } from '../registry/addressFamily';
import { isOlder, proxyVersion } from '../controlPlane/version';
import { proxyContainer } from './membership';

export interface Redirection {
  readonly mode: 'REDIRECT' | 'TPROXY' | 'NONE';
  readonly includeInboundPorts: string;
  readonly excludeInboundPorts: string;
  readonly includeOutboundRanges: string;
  readonly excludeOutboundRanges: string;
  readonly includeOutboundPorts: string;
  readonly excludeOutboundPorts: string;
  readonly excludeInterfaces: string;
  /** Users whose connections are the proxy's own. */
  readonly proxyUsers: string;
  /** Groups likewise; empty: those of the same numbers as the users. */
  readonly proxyGroups: string;
}

type Field = Exclude<keyof Redirection, 'mode'>;

const flags: Readonly<Record<string, Field | 'mode'>> = {
  '-m': 'mode',
  '--istio-inbound-interception-mode': 'mode',
  '-b': 'includeInboundPorts',
  '--istio-inbound-ports': 'includeInboundPorts',
  '-d': 'excludeInboundPorts',
  '--istio-local-exclude-ports': 'excludeInboundPorts',
  '-i': 'includeOutboundRanges',
  '--istio-service-cidr': 'includeOutboundRanges',
  '-x': 'excludeOutboundRanges',
  '--istio-service-exclude-cidr': 'excludeOutboundRanges',
  '-q': 'includeOutboundPorts',
  '--istio-outbound-ports': 'includeOutboundPorts',
  '-o': 'excludeOutboundPorts',
  '--istio-local-outbound-ports-exclude': 'excludeOutboundPorts',
  '-c': 'excludeInterfaces',
  '--istio-exclude-interfaces': 'excludeInterfaces',
  '-u': 'proxyUsers',
  '--proxy-uid': 'proxyUsers',
  '-g': 'proxyGroups',
  '--proxy-gid': 'proxyGroups',
};

const prefix = 'traffic.sidecar.istio.io/';

const annotations: Readonly<Record<string, Field>> = {
  [`${prefix}includeInboundPorts`]: 'includeInboundPorts',
  [`${prefix}excludeInboundPorts`]: 'excludeInboundPorts',
  [`${prefix}includeOutboundIPRanges`]: 'includeOutboundRanges',
  [`${prefix}excludeOutboundIPRanges`]: 'excludeOutboundRanges',
  [`${prefix}includeOutboundPorts`]: 'includeOutboundPorts',
  [`${prefix}excludeOutboundPorts`]: 'excludeOutboundPorts',
  [`${prefix}excludeInterfaces`]: 'excludeInterfaces',
};

// Metrics, health and status: in the arguments of every template, and added by the plugin itself.
const ownPorts = '15020,15021,15090';

const whole: Redirection = {
  mode: 'REDIRECT',
  includeInboundPorts: '*',
  excludeInboundPorts: ownPorts,
  includeOutboundRanges: '*',
  excludeOutboundRanges: '',
  includeOutboundPorts: '',
  excludeOutboundPorts: '',
  excludeInterfaces: '',
  proxyUsers: '1337',
  proxyGroups: '',
};

/** How a sidecar pod's traffic is redirected; undefined when nothing does it. */
export function redirectionOf(pod: Pod): Redirection | undefined {
  const init = initOf(pod);
  if (init) return fromArguments(init.args);
  return isByCni(pod) ? fromAnnotations(pod) : undefined;
}

/** What the redirection of a pod was read from. */
export function redirectionEvidence(pod: Pod): readonly Evidence[] {
  const init = initOf(pod);
  if (!init) {
    return isByCni(pod)
      ? askedOfCni(pod).map(([name]) => annotationEvidence(pod, name))
      : [];
  }
  return flagsIn(init.args).map(({ flag, value }) =>
    evidenceOf(
      pod,
      `spec.initContainers[istio-init].args[${flag}]`,
      `"${value}"`,
    ),
  );
}

const groupVariable = 'ISTIO_OUTBOUND_OWNER_GROUPS';

/** Groups that the redirection tells applications by, of variables that istio-init shares with the proxy. */
export function ownerGroups(pod: Pod): {
  readonly included: string;
  readonly excluded: string;
} {
  const env = initOf(pod) ? environment(pod) : {};
  return {
    included: env[groupVariable] ?? '*',
    excluded: env[`${groupVariable}_EXCLUDE`] ?? '',
  };
}

/** Whether IPv6 is redirected too: a pod that has IPv4 as well asks for it (tools/common/config/config.go getLocalIP). */
export function redirectsIpv6(pod: Pod): boolean {
  const isDual = /^(1|t|true)$/i.test(environment(pod).ISTIO_DUAL_STACK ?? '');
  return isDual ? pod.ips.some(isSix) : pod.ips.every(isSix);
}

function environment(pod: Pod): Container['env'] {
  return proxyContainer(pod)?.env ?? {};
}

function initOf(pod: Pod): Container | undefined {
  return pod.initContainers.find(one => one.name === 'istio-init');
}

function isByCni(pod: Pod): boolean {
  return pod.initContainers.some(one => one.name === 'istio-validation');
}

function modeOf(name: string): Redirection['mode'] {
  return name === 'TPROXY' || name === 'NONE' ? name : 'REDIRECT';
}

const parsed = new WeakMap<readonly string[], Redirection>();

// Pods of one ReplicaSet share their arguments (state/siblings.ts): each list is read once.
function fromArguments(args: readonly string[]): Redirection {
  const known = parsed.get(args);
  if (known) return known;
  const read: Partial<Record<Field | 'mode', string>> = {};
  for (const { field, value } of flagsIn(args)) read[field] = value;
  const made = { ...whole, ...read, mode: modeOf(read.mode ?? '') };
  parsed.set(args, made);
  return made;
}

interface Flag {
  readonly flag: string;
  readonly field: Field | 'mode';
  readonly value: string;
}

function flagsIn(args: readonly string[]): readonly Flag[] {
  const found: Flag[] = [];
  for (let index = 0; index < args.length; index++) {
    const [flag, inline] = splitFlag(args[index]);
    const field = flags[flag];
    if (!field) continue;
    if (inline === undefined) index++;
    found.push({ flag, field, value: inline ?? args[index] ?? '' });
  }
  return found;
}

function splitFlag(argument: string): [string, string | undefined] {
  const equals = argument.indexOf('=');
  return argument.startsWith('--') && equals > 0
    ? [argument.slice(0, equals), argument.slice(equals + 1)]
    : [argument, undefined];
}

function fromAnnotations(pod: Pod): Redirection {
  const read: Partial<Record<Field, string>> = {};
  for (const [, field, value] of askedOfCni(pod)) read[field] = value;
  const { runAsUser, runAsGroup } = proxyContainer(pod) ?? {};
  return {
    ...whole,
    excludeOutboundPorts: '15020',
    ...read,
    excludeInboundPorts: `${read.excludeInboundPorts ?? ''},${ownPorts}`,
    proxyUsers: String(runAsUser || 1337),
    proxyGroups: String(runAsGroup || 1337),
    mode: interceptionModeOf(pod),
  };
}

/** The annotations that the plugin goes by: name, what it sets, value. */
function askedOfCni(pod: Pod): readonly (readonly [string, Field, string])[] {
  return Object.entries(annotations).flatMap(([name, field]) => {
    const value = pod.meta.annotations[name];
    return value === undefined || isDroppedByCni(pod, field, value)
      ? []
      : [[name, field, value] as const];
  });
}

function interceptionModeOf(pod: Pod): Redirection['mode'] {
  return modeOf(
    pod.meta.annotations['sidecar.istio.io/interceptionMode'] ?? '',
  );
}

// Templates before 1.25 lost an empty value on its way to the plugin, which then took "*".
function isDroppedByCni(pod: Pod, field: Field, value: string): boolean {
  return (
    field === 'includeInboundPorts' &&
    value === '' &&
    isOlder(proxyVersion(pod), '1.25')
  );
}
