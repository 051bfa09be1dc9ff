// Plugins on the way of a request: those that its route and its Service name, and those of all (Kong's
// kubernetes-ingress-controller internal/dataplane/kongstate/kongstate.go, getPluginRelations).
import { referenceAllowed } from '../../mesh';
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
import { isOfKongClass } from './kongClass';

const source = 'Kong/kong kong/plugins/request-transformer/access.lua';

/** Annotation of routes and Services. */
export const kongPluginsKey = 'konghq.com/plugins';

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

/** A plugin by name, of another namespace where that is set. */
export interface KongPluginRef {
  readonly namespace?: string;
  readonly name: string;
}

/** The plugins that an object names: `name`, or `namespace:name`. */
export function kongPluginRefs({ meta }: KubeObject): readonly KongPluginRef[] {
  const value = meta.annotations[kongPluginsKey] as string | undefined;
  return (value ?? '')
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '')
    .map(one => {
      const [name, namespace] = one.split(':').reverse();
      return { name, ...(namespace !== undefined && { namespace }) };
    });
}

const groups: Readonly<Record<string, string | undefined>> = {
  Ingress: 'networking.k8s.io',
  Service: '',
  TCPIngress: 'configuration.konghq.com',
};

/** The plugin that an object names, of its namespace or of the cluster; undefined where there is none. */
export function kongPluginOf(
  state: ClusterState,
  holder: KubeObject,
  ref: KongPluginRef,
  instance: Instance | undefined,
): KongPlugin | undefined {
  const own = holder.meta.namespace;
  const { namespace = own, name } = ref;
  const group = groups[holder.kind];
  const from = {
    ...(group !== undefined && { group }),
    kind: holder.kind,
    namespace: own,
  };
  const to = { group: kongPlugins.group, kind: kongPlugins.kind };
  if (!referenceAllowed(state, from, { ...to, namespace, name })) {
    return undefined;
  }
  const found = state.get(kongPlugins, namespace, name);
  if (found) return found;
  const ofCluster = state.get(kongClusterPlugins, '', name);
  return ofCluster && isOfKongClass(state, ofCluster, instance)
    ? ofCluster
    : undefined;
}

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

/** Whoever is closest to a request decides for a plugin: its route, then its Service, then all. */
function inForce(
  state: ClusterState,
  holders: readonly KubeObject[],
  instance: Instance | undefined,
): readonly KongPlugin[] {
  const named = holders.flatMap(holder =>
    kongPluginRefs(holder).flatMap(
      ref => kongPluginOf(state, holder, ref, instance) ?? [],
    ),
  );
  const found = new Map<string, KongPlugin>();
  for (const one of [...named, ...globalKongPlugins(state, instance)]) {
    if (!one.disabled && !found.has(one.plugin)) found.set(one.plugin, one);
  }
  return [...found.values()];
}

/** The plugin that answers every request of a route, whatever it leads to. */
export function kongAnswer(
  state: ClusterState,
  holders: readonly KubeObject[],
  instance: Instance | undefined,
): string | undefined {
  const found = inForce(state, holders, instance).find(one => one.answers);
  return found && `${objectName(found)} answers every request itself`;
}

/** What plugins make of the Host, and what they leave open; the route comes before its Service. */
export function kongPluginEffect(
  state: ClusterState,
  holders: readonly KubeObject[],
  instance: Instance | undefined,
): Required<Pick<PolicyEffect, 'said' | 'caveats' | 'unknown'>> {
  const all = inForce(state, holders, instance);
  const renaming = all.filter(({ host }) => host !== undefined);
  const [first] = renaming;
  const host = renaming.length === 1 ? first.host ?? undefined : undefined;
  const lost = [
    ...(host === undefined ? renaming : []),
    ...all.filter(one => one.hidden && isTransformer(one)),
  ].map(
    one =>
      `${objectName(one)} can change the Host: which one is sent is not known.`,
  );
  return {
    said:
      host === undefined
        ? {}
        : {
            host: {
              effect: host,
              by: objectName(first),
              evidence: [
                evidenceOf(first, 'config.replace.headers[]', `host:${host}`),
              ],
              source,
            },
          },
    caveats: [...lost, ...strangers(all), ...unreadOf(state, holders)],
    unknown: lost.length > 0,
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
