// Services that plugins of APISIX ask about requests: those of routes, of what they name, and of all.
import type { AskedFor } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import type { ApisixAsked } from '../../state/kinds/apisixPlugin';
import {
  apisixGlobalRules,
  apisixPluginConfigs,
  ApisixPlugins,
  ApisixRoute,
  apisixRoutes,
  ApisixRule,
} from '../../state/kinds/apisixRoute';
import { ingresses } from '../../state/kinds/ingress';
import type { Service } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import type { Route } from '../edges/edge';
import { ingressServers } from '../edges/ingressClassOf';
import { Instance, installationsOf } from '../edges/instances';
import { watches } from '../edges/watchedNamespaces';
import { apisixPluginConfigKey } from '../policies/apisix';
import { isOfApisix } from '../policies/apisixPlugins';
import { edgesOf } from '../routes/ingressRoutes';
import { eachHost } from '../routes/ownRoutes';
import type { RouteReader } from '../routes/routeReader';
import { apisix } from '../vendors/apisix';
import { askedByUrl, namingByUrl, urlKeys } from './askedByUrl';
import { AskedAbout, askedRoute, edgeOfInstance } from './askedRoute';
import { rulesOf } from './ingressAnnotations';

const source = 'apache/apisix apisix/plugins';

const purposes: Readonly<Record<ApisixAsked['why'], AskedFor | undefined>> = {
  authorization: 'external authorization',
  tokens: 'token issuer',
  counting: 'rate limiting',
  copies: undefined,
};

function asksOf({ plugins }: Pick<ApisixRule, 'plugins'>) {
  return plugins.flatMap(({ asks }) => asks);
}

const keysOf = (one: Pick<ApisixRule, 'plugins'>) =>
  asksOf(one).flatMap(({ url }) => urlKeys(url));

const routesByUrl = indexBy(apisixRoutes, ({ rules }) => rules.flatMap(keysOf));

const [configsByUrl, globalsByUrl] = [
  apisixPluginConfigs,
  apisixGlobalRules,
].map(kind => indexBy(kind, keysOf));

const routesByConfig = indexBy(apisixRoutes, ({ meta, rules }) =>
  rules.flatMap(({ pluginConfig, pluginNamespace = meta.namespace }) =>
    pluginConfig === undefined ? [] : [`${pluginNamespace}/${pluginConfig}`],
  ),
);

const ingressesByConfig = indexBy(ingresses, ({ meta }) => {
  const name = meta.annotations[apisixPluginConfigKey] as string | undefined;
  return name === undefined ? [] : [`${meta.namespace}/${name}`];
});

/** Plugins that ask, at each installation that has them. */
export const apisixPluginAsks: RouteReader = {
  routesTo: (state, service) => {
    const asking = [
      ...namingByUrl(state, routesByUrl, service).map(
        (route): Asking => ({
          by: route,
          asks: route.rules.flatMap(asksOf),
          aboutAt: (instance, asked) =>
            ofRoute(state, route, instance, rule =>
              asksOf(rule).includes(asked),
            ),
        }),
      ),
      ...namingByUrl(state, configsByUrl, service).map(
        (config): Asking => ({
          by: config,
          asks: asksOf(config),
          aboutAt: instance => usersOf(state, config, instance),
        }),
      ),
      ...namingByUrl(state, globalsByUrl, service)
        .filter(rule => isOfApisix(state, rule))
        .map(
          (rule): Asking => ({
            by: rule,
            asks: asksOf(rule),
            aboutAt: () => [
              { object: rule, host: null, path: null, clientTls: false },
            ],
          }),
        ),
    ];
    return installationsOf(state, apisix).flatMap(instance =>
      asking.flatMap(one => routesOf(state, one, service, instance)),
    );
  },
};

/** An object with plugins, and what goes by them at an installation. */
interface Asking {
  readonly by: KubeObject;
  readonly asks: readonly ApisixAsked[];
  readonly aboutAt: (
    instance: Instance,
    asked: ApisixAsked,
  ) => readonly AskedAbout[];
}

function routesOf(
  state: ClusterState,
  { by, asks, aboutAt }: Asking,
  service: Service,
  instance: Instance,
): readonly Route[] {
  return asks.flatMap(one => {
    const { why, url, failsOpen, field } = one;
    const evidence = [evidenceOf(by, field, url)];
    const { namespace } = instance;
    const asked = askedByUrl(
      {
        ...{ url, namespace, by: field, evidence, source },
        // Copies have the Host of what they are copies of (cli/ngx_tpl.lua, /proxy_mirror).
        ...(why === 'copies' && { host: null }),
      },
      service,
    );
    if (!asked) return [];
    return aboutAt(instance, one).flatMap(about =>
      askedRoute(state, {
        ...asked,
        purpose: purposes[why],
        failsOpen,
        edge: edgeOfInstance(instance),
        instance,
        about,
        service,
        named: { by, evidence },
        source,
      }),
    );
  });
}

function ofRoute(
  state: ClusterState,
  route: ApisixRoute,
  instance: Instance,
  has: (rule: ApisixRule) => boolean,
): readonly AskedAbout[] {
  if (!isOfApisix(state, route)) return [];
  if (!watches(state, instance, route, 'own kinds')) return [];
  return route.rules.filter(has).flatMap(({ hosts, paths }) =>
    eachHost(hosts).flatMap(host =>
      (paths.length === 0 ? [null] : paths).map(path => ({
        object: route,
        host,
        path,
        clientTls: false,
      })),
    ),
  );
}

function usersOf(
  state: ClusterState,
  { meta: { namespace, name } }: ApisixPlugins,
  instance: Instance,
): readonly AskedAbout[] {
  const key = `${namespace}/${name}`;
  const routes = state
    .lookup(routesByConfig, key)
    .flatMap(route =>
      ofRoute(
        state,
        route,
        instance,
        ({ pluginConfig, pluginNamespace = route.meta.namespace }) =>
          pluginConfig === name && pluginNamespace === namespace,
      ),
    );
  const ofIngresses = state.lookup(ingressesByConfig, key).flatMap(ingress =>
    ingressServers(state, ingress)
      .filter(({ vendor }) => vendor === apisix)
      .some(server =>
        edgesOf(state, ingress, server).some(one => one.instance === instance),
      )
      ? rulesOf(ingress, apisix)
      : [],
  );
  return [...routes, ...ofIngresses];
}
