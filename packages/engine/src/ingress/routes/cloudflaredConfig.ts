import { parse } from 'yaml';
import type { ConfigMap } from '../../state/kinds/configMap';
import { at, flag, items, text, whole } from '../../state/read';

/** A rule of cloudflared's configuration that leads into the cluster. */
export interface TunnelRule {
  readonly host: string | null;
  /** A regular expression. */
  readonly path: string | null;
  readonly scheme: 'http' | 'https' | 'tcp';
  /** Host of its URL: the name of a Service, or an address. */
  readonly target: string;
  readonly port: number;
  /** originRequest.httpHostHeader. */
  readonly hostHeader?: string;
  /** The server that TLS of its own asks for; empty where that differs from request to request. */
  readonly serverName: string;
  readonly http2: boolean;
  /** Path of the rule inside the configuration, for evidence. */
  readonly field: string;
}

/** Settings by their names in originRequest. */
export type OriginRequest = (name: string) => unknown;

// cloudflare/cloudflared ingress/ingress.go (isHTTPService): any other scheme is a stream.
const ofHttp: Readonly<Record<string, TunnelRule['scheme'] | undefined>> = {
  http: 'http',
  ws: 'http',
  https: 'https',
  wss: 'https',
};

const standardPorts: Readonly<Record<string, number | undefined>> = {
  http: 80,
  ws: 80,
  https: 443,
  wss: 443,
  ssh: 22,
  rdp: 3389,
  smb: 445,
  // ingress/origin_service.go (newTCPOverWSService): "just a random port".
  tcp: 7864,
};

/**
 * The rules of a configuration file; one that cannot be read has none. What a rule does not set it
 * takes from originRequest at the top (developers.cloudflare.com, origin configuration).
 */
export function tunnelRules(configMap: ConfigMap): readonly TunnelRule[] {
  const config = parsed(configMap);
  const common = at(config, 'originRequest');
  return items(config, 'ingress').flatMap((rule, index) => {
    const own = at(rule, 'originRequest');
    const host = text(rule, 'hostname') ?? '*';
    return originRule(text(rule, 'service') ?? '', {
      host: host === '*' ? null : host,
      path: text(rule, 'path') ?? null,
      field: `ingress[${index}]`,
      origin: name => at(own, name) ?? at(common, name),
    });
  });
}

/** Why cloudflared does not start with a configuration, as the rest of a sentence (ingress/ingress.go, validateIngress). */
export function tunnelRefusal(configMap: ConfigMap): string | undefined {
  const rules = items(parsed(configMap), 'ingress');
  const takesAll = (rule: unknown) =>
    ['*', undefined].includes(text(rule, 'hostname')) &&
    text(rule, 'path') === undefined;
  const last = rules.at(-1);
  if (rules.length > 0 && !takesAll(last)) {
    return 'its last rule is not for every host and path';
  }
  const early = rules.findIndex(rule => rule !== last && takesAll(rule));
  if (early >= 0) return `ingress[${early}] leaves nothing to the rules after`;
  const withPath = rules.findIndex(rule =>
    /^[a-z]+:\/\/[^/]*\//.test(text(rule, 'service') ?? ''),
  );
  return withPath < 0
    ? undefined
    : `the URL of ingress[${withPath}] has a path`;
}

/** The configuration as it is written; undefined where a ConfigMap has none. */
export function tunnelConfig({ data }: ConfigMap): string | undefined {
  const names = ['config.yaml', 'config.yml'];
  return names.map(name => data[name] as string | undefined).find(Boolean);
}

function parsed(configMap: ConfigMap): unknown {
  try {
    return parse(tunnelConfig(configMap) ?? '', { logLevel: 'error' });
  } catch {
    return undefined;
  }
}

/** The rule for a URL, with the settings that hold for it; none for what is no host's. */
export function originRule(
  url: string,
  {
    origin,
    ...rule
  }: Pick<TunnelRule, 'host' | 'path' | 'field'> & {
    readonly origin: OriginRequest;
  },
): readonly TunnelRule[] {
  const found = /^([a-z][a-z0-9+.-]*):\/\/([^/:]+)(?::(\d+))?/.exec(url);
  // A jump host dials what its clients ask for.
  if (!found || flag({ is: origin('bastionMode') }, 'is')) return [];
  const [, name, target, written] = found;
  const scheme = ofHttp[name] ?? 'tcp';
  const port = whole({ is: written ?? standardPorts[name] }, 'is');
  // Clients of a unix socket are none of the cluster's.
  if (!port || name.startsWith('unix')) return [];
  const hostHeader = text({ is: origin('httpHostHeader') }, 'is');
  return [
    {
      ...rule,
      scheme,
      target,
      port,
      ...(hostHeader !== undefined && { hostHeader }),
      serverName: serverNameOf(origin, hostHeader ?? rule.host, target),
      http2: flag({ is: origin('http2Origin') }, 'is') ?? false,
    },
  ];
}

/** It is the URL's own host, unless it is told another, or to take that of the request (ingress/origin_proxy.go). */
function serverNameOf(
  origin: OriginRequest,
  host: string | null,
  target: string,
): string {
  if (flag({ is: origin('matchSNItoHost') }, 'is')) {
    return host === null || host.includes('*') ? '' : host;
  }
  return text({ is: origin('originServerName') }, 'is') ?? target;
}
