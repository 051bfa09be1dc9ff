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
  /** Path of the pool inside the object, for evidence. */
  readonly field: string;
}

/** BIG-IP's HTTP route. */
export interface F5VirtualServer extends KubeObject {
  readonly kind: 'VirtualServer';
  /** Empty: any host. */
  readonly hosts: readonly string[];
  readonly pools: readonly F5Pool[];
  readonly tlsProfile?: string;
  /** iRules or a Policy: they can change anything. */
  readonly scripts: readonly string[];
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
        ...items(object, 'spec', 'pools').flatMap((pool, index) => [
          ...trimPool(pool, pool, `spec.pools[${index}]`),
          ...items(pool, 'alternateBackends').flatMap((other, n) =>
            trimPool(
              other,
              pool,
              `spec.pools[${index}].alternateBackends[${n}]`,
            ),
          ),
        ]),
        ...trimPool(
          at(object, 'spec', 'defaultPool'),
          at(object, 'spec', 'defaultPool'),
          'spec.defaultPool',
        ),
      ],
      ...(tlsProfile !== undefined && { tlsProfile }),
      scripts: [
        ...texts(object, 'spec', 'iRules'),
        ...[text(object, 'spec', 'policyName')].flatMap(one => one ?? []),
      ],
    };
  },
});

/** BIG-IP's route of whole connections. */
export interface F5TransportServer extends KubeObject {
  readonly kind: 'TransportServer';
  /** SNI that it answers to. */
  readonly host: string | null;
  readonly port: number;
  readonly pools: readonly F5Pool[];
  /** tcp, udp or sctp. */
  readonly type: string;
  readonly scripts: readonly string[];
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
      pools: trimPool(pool, pool, 'spec.pool'),
      type: text(object, 'spec', 'type') ?? 'tcp',
      scripts: texts(object, 'spec', 'iRules'),
    };
  },
});

/** BIG-IP in front of the Service of an NGINX Ingress Controller. */
export interface F5IngressLink extends KubeObject {
  readonly kind: 'IngressLink';
  readonly host: string | null;
  /** Labels of the Service. */
  readonly selector: Labels;
  readonly scripts: readonly string[];
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
    scripts: texts(object, 'spec', 'iRules'),
  }),
});

/** TLS of a VirtualServer, on both of its sides. */
export interface F5TlsProfile extends KubeObject {
  readonly kind: 'TLSProfile';
  /** edge, reencrypt or passthrough. */
  readonly termination: string;
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
  }),
});

function trimPool(pool: unknown, owner: unknown, field: string): F5Pool[] {
  const service = text(pool, 'service');
  if (service === undefined) return [];
  const namespace =
    text(pool, 'serviceNamespace') ?? text(owner, 'serviceNamespace');
  const port = whole(owner, 'servicePort') ?? text(owner, 'servicePort');
  const hostRewrite = text(owner, 'hostRewrite');
  return [
    {
      path: text(owner, 'path') ?? null,
      service,
      ...(namespace !== undefined && { namespace }),
      ...(port !== undefined && { port }),
      ...(hostRewrite !== undefined && { hostRewrite }),
      field,
    },
  ];
}
