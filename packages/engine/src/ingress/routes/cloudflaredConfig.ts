import { parse } from 'yaml';
import type { ConfigMap } from '../../state/kinds/configMap';
import { at, flag, items, text } from '../../state/read';

/** A rule of cloudflared's configuration that leads into the cluster. */
export interface TunnelRule {
  readonly host: string | null;
  readonly path: string | null;
  readonly scheme: 'http' | 'https' | 'tcp';
  /** Host of its URL: the name of a Service, or an address. */
  readonly target: string;
  readonly port: number;
  /** originRequest.httpHostHeader. */
  readonly hostHeader?: string;
  /** originRequest.originServerName. */
  readonly serverName?: string;
  readonly http2: boolean;
  /** Path of the rule inside the configuration, for evidence. */
  readonly field: string;
}

const schemes: Readonly<Record<string, TunnelRule['scheme'] | undefined>> = {
  http: 'http',
  https: 'https',
  tcp: 'tcp',
  ssh: 'tcp',
  rdp: 'tcp',
  smb: 'tcp',
};

const standardPorts: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  ssh: 22,
  rdp: 3389,
  smb: 445,
};

/**
 * The rules of a configuration file; one that cannot be read has none. What a rule does not set it
 * takes from originRequest at the top (developers.cloudflare.com, origin configuration).
 */
export function tunnelRules({ data }: ConfigMap): readonly TunnelRule[] {
  const config = parsed(data['config.yaml'] ?? data['config.yml'] ?? '');
  const common = at(config, 'originRequest');
  return items(config, 'ingress').flatMap((rule, index) =>
    trimRule(rule, common, `ingress[${index}]`),
  );
}

function parsed(yaml: string): unknown {
  try {
    return parse(yaml, { logLevel: 'error' });
  } catch {
    return undefined;
  }
}

function trimRule(rule: unknown, common: unknown, field: string): TunnelRule[] {
  const found = /^([a-z]+):\/\/([^/:]+)(?::(\d+))?/.exec(
    text(rule, 'service') ?? '',
  );
  if (!found) return [];
  const [, name, target, written] = found;
  const scheme = schemes[name];
  const port = written === undefined ? standardPorts[name] : Number(written);
  if (!scheme || !port) return [];
  const own = at(rule, 'originRequest');
  const hostHeader =
    text(own, 'httpHostHeader') ?? text(common, 'httpHostHeader');
  const serverName =
    text(own, 'originServerName') ?? text(common, 'originServerName');
  return [
    {
      host: text(rule, 'hostname') ?? null,
      path: text(rule, 'path') ?? null,
      scheme,
      target,
      port,
      ...(hostHeader !== undefined && { hostHeader }),
      ...(serverName !== undefined && { serverName }),
      http2: flag(own, 'http2Origin') ?? flag(common, 'http2Origin') ?? false,
      field,
    },
  ];
}
