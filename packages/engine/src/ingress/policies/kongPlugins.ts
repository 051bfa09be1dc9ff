// Plugins on the way of a request: those that its route and its Service name, those of all, and those of some clients
// (Kong's kubernetes-ingress-controller internal/dataplane/kongstate/kongstate.go, getPluginRelations).
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  kongClusterPlugins,
  KongPlugin,
  kongPlugins,
} from '../../state/kinds/kongPlugin';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { Instance } from '../edges/instances';
import type { ServedBackend } from '../dial/settledDial';
import { isOfKongClass } from './kongClass';
import {
  areConsumersHidden,
  isForSome,
  pluginsOfConsumers,
} from './kongConsumers';
import { kongPluginOf, kongPluginRefs } from './kongPluginRefs';

type Said = NonNullable<ServedBackend['said']>;

const source = 'Kong/kong kong/plugins/request-transformer/access.lua';

// Of those that Kong ships: they look at requests, or answer them, and leave the Host and the target alone.
const harmless: ReadonlySet<string> = new Set([
  'acl',
  'basic-auth',
  'bot-detection',
  'correlation-id',
  'cors',
  'datadog',
  'file-log',
  'hmac-auth',
  'http-log',
  'ip-restriction',
  'jwt',
  'key-auth',
  'ldap-auth',
  'ldap-auth-advanced',
  'loggly',
  'oauth2',
  'oauth2-introspection',
  'opa',
  'openid-connect',
  'opentelemetry',
  'prometheus',
  'proxy-cache',
  'rate-limiting',
  'rate-limiting-advanced',
  'request-size-limiting',
  'request-termination',
  'response-ratelimiting',
  'response-transformer',
  'session',
  'statsd',
  'syslog',
  'tcp-log',
  'udp-log',
  'zipkin',
]);

// Of those the ones that find out which consumer a client is.
const authenticating: ReadonlySet<string> = new Set([
  'basic-auth',
  'hmac-auth',
  'jwt',
  'key-auth',
  'ldap-auth',
  'ldap-auth-advanced',
  'oauth2',
  'oauth2-introspection',
  'openid-connect',
  'session',
]);

const globals = indexBy(kongClusterPlugins, ({ meta, plugin }) =>
  meta.labels.global === 'true' ? ['any', `plugin ${plugin}`] : [],
);

/** Those that are for every request; of two for one plugin neither counts (globalKongClusterPlugins). */
export function globalKongPlugins(
  state: ClusterState,
  instance: Instance | undefined,
): readonly KongPlugin[] {
  const all = state
    .lookup(globals, 'any')
    .filter(one => isOfKongClass(state, one, instance));
  return all.filter(
    one => !all.some(other => other !== one && other.plugin === one.plugin),
  );
}

/** Plugins on the way of a request. */
interface InForce {
  /** Those of every client: whoever is closest decides for a plugin, a route, then its Service, then all. */
  readonly ofAll: readonly KongPlugin[];
  /** Those of some clients alone. */
  readonly ofSome: readonly KongPlugin[];
}

function inForce(
  state: ClusterState,
  holders: readonly KubeObject[],
  instance: Instance | undefined,
): InForce {
  const named = holders.flatMap(holder =>
    kongPluginRefs(holder).flatMap(ref => {
      const plugin = kongPluginOf(state, holder, ref, instance);
      if (!plugin || plugin.disabled) return [];
      const narrow = isForSome(state, holder, plugin, instance);
      return [{ plugin, narrow }];
    }),
  );
  const found = new Map<string, KongPlugin>();
  for (const one of [
    ...named.filter(({ narrow }) => !narrow).map(({ plugin }) => plugin),
    ...globalKongPlugins(state, instance),
  ]) {
    if (!one.disabled && !found.has(one.plugin)) found.set(one.plugin, one);
  }
  const ofAll = [...found.values()];
  const ofSome = [
    ...named.filter(({ narrow }) => narrow).map(({ plugin }) => plugin),
    ...(tellsClients(ofAll) ? pluginsOfConsumers(state, instance) : []),
  ];
  return { ofAll, ofSome: [...new Set(ofSome)] };
}

/** Whether anything on the way finds out who a client is: without that nobody's own plugins run. */
function tellsClients(all: readonly KongPlugin[]): boolean {
  return all.some(
    ({ plugin }) => authenticating.has(plugin) || !harmless.has(plugin),
  );
}

/** The plugin that answers every request of a route, whatever it leads to. */
export function kongAnswer(
  state: ClusterState,
  holders: readonly KubeObject[],
  instance: Instance | undefined,
): string | undefined {
  if (areConsumersHidden(state)) return undefined;
  const found = inForce(state, holders, instance).ofAll.find(
    one => one.answers,
  );
  return found && `${objectName(found)} answers every request itself`;
}

/** What plugins make of the Host, and what they leave open; the route comes before its Service. */
export function kongPluginEffect(
  state: ClusterState,
  holders: readonly KubeObject[],
  instance: Instance | undefined,
): Required<Pick<PolicyEffect, 'said' | 'caveats' | 'unknown'>> {
  const { ofAll, ofSome } = inForce(state, holders, instance);
  const renaming = ofAll.filter(({ host }) => host !== undefined);
  const [first] = renaming;
  const host = renaming.length === 1 ? first.host ?? undefined : undefined;
  const lost = [
    ...(host === undefined ? renaming : []),
    ...ofSome.filter(one => one.host !== undefined),
    ...[...ofAll, ...ofSome].filter(one => one.hidden && isTransformer(one)),
  ].map(
    one =>
      `${objectName(one)} can change the Host${
        ofSome.includes(one) ? ' for some clients' : ''
      }: which one is sent is not known.`,
  );
  return {
    said: host === undefined ? {} : { host: hostOf(first, host) },
    caveats: [
      ...lost,
      ...strangers([...ofAll, ...ofSome]),
      ...unreadOf(state, holders),
    ],
    unknown: lost.length > 0,
  };
}

function hostOf(plugin: KongPlugin, host: string): Said['host'] {
  return {
    effect: host,
    by: objectName(plugin),
    evidence: [evidenceOf(plugin, 'config.replace.headers[]', `host:${host}`)],
    source,
  };
}

/** Of connections no plugin can change the Host, but where they go. */
export function kongStreamed({
  caveats,
}: ReturnType<typeof kongPluginEffect>): ReturnType<typeof kongPluginEffect> {
  return { said: {}, caveats, unknown: false };
}

function isTransformer({ plugin }: KongPlugin): boolean {
  return plugin.startsWith('request-transformer');
}

function strangers(all: readonly KongPlugin[]): readonly string[] {
  return all
    .filter(one => !harmless.has(one.plugin) && !isTransformer(one))
    .map(
      one =>
        `${objectName(one)} is plugin ${
          one.plugin
        }, which is not followed: it could change the Host, or where requests go.`,
    );
}

/** Where plugins are hidden from us. */
function unreadOf(
  state: ClusterState,
  holders: readonly KubeObject[],
): readonly string[] {
  const isHidden = [kongPlugins, kongClusterPlugins].some(
    kind => state.unreadable(kind) !== undefined,
  );
  if (!isHidden) return [];
  return holders
    .filter(holder => kongPluginRefs(holder).length > 0)
    .map(
      holder =>
        `${objectName(
          holder,
        )} names plugins, which could not be read: one of them could change the Host, or where requests go.`,
    );
}
