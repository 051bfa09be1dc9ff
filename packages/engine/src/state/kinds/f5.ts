import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, items, Labels, labels, text, texts, whole } from '../read';

const group = 'cis.f5.com';
const versions = ['v1'];

/** A Service whose endpoints BIG-IP balances over. */
export interface F5Pool {
  readonly path: string | null;
  readonly service: string;
  /** That of the object where it is not set. */
  readonly namespace?: string;
  readonly port?: number | string;
  readonly hostRewrite?: string;
  /** The cluster that its Service is of, where the object is for several. */
  readonly cluster?: string;
  /** Path of the pool inside the object, for evidence. */
  readonly field: string;
}

/** What all of BIG-IP's own objects say. */
interface F5Object extends KubeObject {
  /** iRules or a Policy: they can change anything. */
  readonly scripts: readonly string[];
  /** Where its address comes from; undefined where it has none. */
  readonly address?: 'spec' | 'ipam';
  /** What keeps the controller from taking it, each as the rest of a sentence. */
  readonly faults: readonly string[];
}

/** TLS profiles of BIG-IP's on both sides of whole connections. */
export interface F5StreamTls {
  readonly ends: boolean;
  readonly starts: boolean;
}

/** BIG-IP's HTTP route. */
export interface F5VirtualServer extends F5Object {
  readonly kind: 'VirtualServer';
  /** Empty: any host. */
  readonly hosts: readonly string[];
  readonly pools: readonly F5Pool[];
  readonly tlsProfile?: string;
}

export const f5VirtualServers = defineKind<F5VirtualServer>({
  group,
  kind: 'VirtualServer',
  plural: 'virtualservers',
  versions,
  namespaced: true,
  purpose: 'HTTP routes of F5 BIG-IP',
  trim: (object, meta) => {
    const tlsProfile = text(object, 'spec', 'tlsProfileName');
    const host = text(object, 'spec', 'host');
    return {
      kind: 'VirtualServer',
      meta,
      hosts: [
        ...(host === undefined ? [] : [host]),
        ...texts(object, 'spec', 'hostAliases'),
      ],
      pools: [
        ...items(object, 'spec', 'pools').flatMap((pool, index) =>
          trimPools(pool, `spec.pools[${index}]`),
        ),
        ...trimPools(at(object, 'spec', 'defaultPool'), 'spec.defaultPool'),
      ],
      ...(tlsProfile !== undefined && { tlsProfile }),
      ...trimObject(object),
      faults: [
        ...commonFaults(object),
        ...items(object, 'spec', 'pools').flatMap((pool, index) =>
          poolFaults(pool, `spec.pools[${index}]`),
        ),
        ...(host === undefined &&
        texts(object, 'spec', 'hostAliases').length > 0
          ? ['it has spec.hostAliases, and no spec.host']
          : []),
        ...(tlsProfile === undefined &&
        text(object, 'spec', 'httpTraffic') !== undefined
          ? ['it has spec.httpTraffic, and no spec.tlsProfileName']
          : []),
      ],
    };
  },
});

/** BIG-IP's route of whole connections. */
export interface F5TransportServer extends F5Object {
  readonly kind: 'TransportServer';
  /** SNI that it answers to. */
  readonly host: string | null;
  readonly port: number;
  readonly pools: readonly F5Pool[];
  /** tcp, udp or sctp. */
  readonly type: string;
  readonly tls: F5StreamTls;
}

export const f5TransportServers = defineKind<F5TransportServer>({
  group,
  kind: 'TransportServer',
  plural: 'transportservers',
  versions,
  namespaced: true,
  purpose: 'TCP routes of F5 BIG-IP',
  trim: (object, meta) => {
    const pool = at(object, 'spec', 'pool');
    return {
      kind: 'TransportServer',
      meta,
      host: text(object, 'spec', 'host') ?? null,
      port: whole(object, 'spec', 'virtualServerPort') ?? 0,
      pools: trimPools(pool, 'spec.pool'),
      type: text(object, 'spec', 'type') ?? 'tcp',
      tls: trimTls(object),
      ...trimObject(object),
      faults: [...commonFaults(object), ...poolFaults(pool, 'spec.pool')],
    };
  },
});

/** BIG-IP in front of the Service of an NGINX Ingress Controller. */
export interface F5IngressLink extends F5Object {
  readonly kind: 'IngressLink';
  readonly host: string | null;
  /** Labels of the Service. */
  readonly selector: Labels;
  readonly tls: F5StreamTls;
}

export const f5IngressLinks = defineKind<F5IngressLink>({
  group,
  kind: 'IngressLink',
  plural: 'ingresslinks',
  versions,
  namespaced: true,
  purpose: 'F5 BIG-IP in front of NGINX Ingress Controllers',
  trim: (object, meta) => ({
    kind: 'IngressLink',
    meta,
    host: text(object, 'spec', 'host') ?? null,
    selector: labels(object, 'spec', 'selector', 'matchLabels'),
    tls: trimTls(object),
    ...trimObject(object),
    faults: commonFaults(object),
  }),
});

/** TLS of a VirtualServer, on both of its sides. */
export interface F5TlsProfile extends KubeObject {
  readonly kind: 'TLSProfile';
  /** edge, reencrypt or passthrough. */
  readonly termination: string;
  /** Profiles of BIG-IP's, or Secrets, for each of its sides. */
  readonly has: F5StreamTls;
}

export const f5TlsProfiles = defineKind<F5TlsProfile>({
  group,
  kind: 'TLSProfile',
  plural: 'tlsprofiles',
  versions,
  namespaced: true,
  purpose: 'whether F5 BIG-IP ends, passes or starts TLS',
  trim: (object, meta) => ({
    kind: 'TLSProfile',
    meta,
    termination: text(object, 'spec', 'tls', 'termination') ?? '',
    has: trimTls(object),
  }),
});

function trimTls(object: unknown): F5StreamTls {
  const tls = at(object, 'spec', 'tls');
  const has = (name: string) =>
    text(tls, name) !== undefined || texts(tls, `${name}s`).length > 0;
  return { ends: has('clientSSL'), starts: has('serverSSL') };
}

function trimObject(object: unknown): Pick<F5Object, 'scripts' | 'address'> {
  const policy = text(object, 'spec', 'policyName');
  const byIpam = text(object, 'spec', 'ipamLabel') !== undefined;
  // The VirtualServers of a group share one address.
  const given =
    text(object, 'spec', 'virtualServerAddress') ??
    text(object, 'spec', 'hostGroup');
  return {
    scripts: [
      ...texts(object, 'spec', 'iRules').filter(one => one !== 'none'),
      ...(policy === undefined ? [] : [policy]),
    ],
    ...(given === undefined
      ? byIpam && { address: 'ipam' }
      : { address: 'spec' }),
  };
}

// F5Networks/k8s-bigip-ctlr pkg/controller/validate.go: one fault, and none of the object is taken.
function commonFaults(object: unknown): readonly string[] {
  return text(object, 'spec', 'partition') === 'Common'
    ? ['it is for partition Common']
    : [];
}

function poolFaults(pool: unknown, field: string): readonly string[] {
  const isWhole =
    items(pool, 'multiClusterServices').length > 0 ||
    (text(pool, 'service') !== undefined &&
      at(pool, 'servicePort') !== undefined);
  return isWhole ? [] : [`${field} names no Service and port`];
}

/** The Services of a pool that get anything of what reaches it. */
function trimPools(pool: unknown, field: string): readonly F5Pool[] {
  return [
    ...trimPool(pool, pool, field),
    ...items(pool, 'alternateBackends').flatMap((other, n) =>
      trimPool(other, pool, `${field}.alternateBackends[${n}]`),
    ),
    ...items(pool, 'multiClusterServices').flatMap((other, n) => {
      const place = `${field}.multiClusterServices[${n}]`;
      return trimPool(other, { ...own(pool), ...own(other) }, place);
    }),
  ];
}

function own(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

function trimPool(pool: unknown, owner: unknown, field: string): F5Pool[] {
  const service = text(pool, 'service');
  if (service === undefined || whole(pool, 'weight') === 0) return [];
  const namespace =
    text(pool, 'namespace') ??
    text(pool, 'serviceNamespace') ??
    text(owner, 'serviceNamespace');
  const cluster = text(pool, 'clusterName');
  const port = whole(owner, 'servicePort') ?? text(owner, 'servicePort');
  const hostRewrite = text(owner, 'hostRewrite');
  return [
    {
      path: text(owner, 'path') ?? null,
      service,
      ...(namespace !== undefined && { namespace }),
      ...(port !== undefined && { port }),
      ...(hostRewrite !== undefined && { hostRewrite }),
      ...(cluster !== undefined && { cluster }),
      field,
    },
  ];
}
