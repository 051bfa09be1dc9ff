// Plugins of APISIX: what they make of the Host, and whom they ask (apache/apisix apisix/plugins).
import { at, flag, items, text, whole } from '../read';

/** Whom a plugin asks about requests, or sends copies of them. */
export interface ApisixAsked {
  readonly why: 'authorization' | 'tokens' | 'counting' | 'copies';
  readonly url: string;
  /** Requests pass while nobody answers. */
  readonly failsOpen: boolean;
  /** Where it stands, for evidence. */
  readonly field: string;
}

/** A plugin that is enabled. */
export interface ApisixPlugin {
  readonly name: string;
  /** Host that it sends. */
  readonly host?: string;
  /** It answers every request itself. */
  readonly answers?: true;
  readonly asks: readonly ApisixAsked[];
}

export function trimApisixPlugins(
  holder: unknown,
  ...path: readonly string[]
): readonly ApisixPlugin[] {
  return items(holder, ...path)
    .filter(plugin => flag(plugin, 'enable') ?? true)
    .map(plugin => {
      const name = text(plugin, 'name') ?? '';
      const host =
        name === 'proxy-rewrite' ? text(plugin, 'config', 'host') : undefined;
      return {
        name,
        ...(host !== undefined && { host }),
        ...(answersAll(name, plugin) && { answers: true }),
        asks: asksOf(name, plugin),
      };
    });
}

/** redirect.lua: to a fixed place whoever asks; fault-injection.lua: without a share or conditions all are aborted. */
function answersAll(name: string, plugin: unknown): boolean {
  switch (name) {
    case 'mocking':
      return true;
    case 'redirect':
      return text(plugin, 'config', 'uri') !== undefined;
    case 'fault-injection':
      return (
        at(plugin, 'config', 'abort') !== undefined &&
        at(plugin, 'config', 'abort', 'percentage') === undefined &&
        at(plugin, 'config', 'abort', 'vars') === undefined
      );
    default:
      return false;
  }
}

// Plugins that name whom they ask by a URL: the first key that is there counts.
const asking: Readonly<
  Record<string, readonly [ApisixAsked['why'], ...string[]] | undefined>
> = {
  'authz-casdoor': ['tokens', 'endpoint_addr'],
  'authz-keycloak': ['tokens', 'discovery', 'token_endpoint'],
  'cas-auth': ['tokens', 'idp_uri'],
  'forward-auth': ['authorization', 'uri'],
  opa: ['authorization', 'host'],
  'openid-connect': ['tokens', 'discovery'],
  'proxy-mirror': ['copies', 'host'],
};

const counting = ['limit-conn', 'limit-count', 'limit-req'];

function asksOf(name: string, plugin: unknown): readonly ApisixAsked[] {
  if (counting.includes(name)) return asksRedis(plugin);
  const [why, ...keys] = asking[name] ?? [];
  const key = keys.find(one => text(plugin, 'config', one) !== undefined);
  const url = key && text(plugin, 'config', key);
  if (!why || !key || url === undefined) return [];
  const allows = flag(plugin, 'config', 'allow_degradation') ?? false;
  return [
    {
      why,
      url,
      // Of these forward-auth alone can be told to let requests pass (forward-auth.lua).
      failsOpen: name === 'forward-auth' && allows,
      field: `plugins[${name}].config.${key}`,
    },
  ];
}

/** The Redis that counts (apisix/utils/redis-schema.lua). */
function asksRedis(plugin: unknown): readonly ApisixAsked[] {
  const host = text(plugin, 'config', 'redis_host');
  if (text(plugin, 'config', 'policy') !== 'redis' || host === undefined) {
    return [];
  }
  const port = whole(plugin, 'config', 'redis_port') ?? 6379;
  const isTls = flag(plugin, 'config', 'redis_ssl') ?? false;
  return [
    {
      why: 'counting',
      url: `${isTls ? 'tls' : 'tcp'}://${host}:${port}`,
      failsOpen: flag(plugin, 'config', 'allow_degradation') ?? false,
      field: 'plugins[].config.redis_host',
    },
  ];
}
