// The redirection a pod was given: arguments of istio-init (istio tools/istio-iptables/pkg/cmd/root.go),
// or, with the CNI plugin, annotations (cni/pkg/plugin/sidecar_redirect.go).
import type { Evidence } from '../posture/servicePosture';
import { annotationEvidence, evidenceOf } from '../state/evidence';
import type { Pod } from '../state/kinds/pod';
import { isOlder, proxyVersion } from './version';

export interface Redirection {
  readonly mode: 'REDIRECT' | 'TPROXY' | 'NONE';
  readonly includeInboundPorts: string;
  readonly excludeInboundPorts: string;
  readonly includeOutboundRanges: string;
  readonly excludeOutboundRanges: string;
  readonly includeOutboundPorts: string;
  readonly excludeOutboundPorts: string;
  readonly excludeInterfaces: string;
  readonly proxyIds: string;
  readonly evidence: readonly Evidence[];
}

type Field = Exclude<keyof Redirection, 'mode' | 'evidence'>;

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
  '-u': 'proxyIds',
  '--proxy-uid': 'proxyIds',
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

const whole: Redirection = {
  mode: 'REDIRECT',
  includeInboundPorts: '*',
  excludeInboundPorts: '',
  includeOutboundRanges: '*',
  excludeOutboundRanges: '',
  includeOutboundPorts: '',
  excludeOutboundPorts: '',
  excludeInterfaces: '',
  proxyIds: '1337',
  evidence: [],
};

/** How a sidecar pod's traffic is redirected; undefined when nothing does it. */
export function redirectionOf(pod: Pod): Redirection | undefined {
  const init = pod.initContainers.find(one => one.name === 'istio-init');
  if (init) return fromArguments(pod, init.args);
  const cni = pod.initContainers.some(one => one.name === 'istio-validation');
  return cni ? fromAnnotations(pod) : undefined;
}

/** Interception mode that the proxy runs with, whatever redirects to it. */
export function interceptionMode(pod: Pod): Redirection['mode'] {
  const asked = pod.meta.annotations['sidecar.istio.io/interceptionMode'];
  return modeOf(asked ?? redirectionOf(pod)?.mode ?? 'REDIRECT');
}

function modeOf(name: string): Redirection['mode'] {
  return name === 'TPROXY' || name === 'NONE' ? name : 'REDIRECT';
}

function fromArguments(pod: Pod, args: readonly string[]): Redirection {
  const read: Partial<Record<Field | 'mode', string>> = {};
  const evidence: Evidence[] = [];
  for (let index = 0; index < args.length; index++) {
    const [flag, inline] = splitFlag(args[index]);
    const field = flags[flag];
    if (!field) continue;
    if (inline === undefined) index++;
    read[field] = inline ?? args[index] ?? '';
    evidence.push(
      evidenceOf(
        pod,
        `spec.initContainers[istio-init].args[${flag}]`,
        `"${read[field]}"`,
      ),
    );
  }
  return { ...whole, ...read, mode: modeOf(read.mode ?? ''), evidence };
}

function splitFlag(argument: string): [string, string | undefined] {
  const equals = argument.indexOf('=');
  return argument.startsWith('--') && equals > 0
    ? [argument.slice(0, equals), argument.slice(equals + 1)]
    : [argument, undefined];
}

function fromAnnotations(pod: Pod): Redirection {
  const read: Partial<Record<Field, string>> = {};
  const evidence: Evidence[] = [];
  for (const [name, field] of Object.entries(annotations)) {
    const value = pod.meta.annotations[name];
    if (value === undefined || isDroppedByCni(pod, field, value)) continue;
    read[field] = value;
    evidence.push(annotationEvidence(pod, name));
  }
  return { ...whole, ...read, mode: interceptionModeOf(pod), evidence };
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
