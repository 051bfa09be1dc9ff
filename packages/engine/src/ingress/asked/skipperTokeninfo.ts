// The Service that Skipper asks about tokens: flags name it once, and filters say about which requests
// (zalando/skipper filters/auth/tokeninfo.go, config/config.go oauth2-tokeninfo-url).
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import { ingresses } from '../../state/kinds/ingress';
import type { Service } from '../../state/kinds/service';
import { routeGroups } from '../../state/kinds/skipperRouteGroup';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import type { Route } from '../edges/edge';
import { flagOf } from '../edges/flagOf';
import { ingressServers } from '../edges/ingressClassOf';
import { Instance, installationsOf } from '../edges/instances';
import { watches } from '../edges/watchedNamespaces';
import { asksAboutTokens } from '../policies/skipperFilters';
import { edgesOf } from '../routes/ingressRoutes';
import { eachHost } from '../routes/ownRoutes';
import type { RouteReader } from '../routes/routeReader';
import { servesGroup } from '../routes/skipperRoutes';
import { skipper } from '../vendors/skipper';
import { askedByUrl } from './askedByUrl';
import { AskedAbout, askedRoute, edgeOfInstance } from './askedRoute';
import { rulesOf } from './ingressAnnotations';

const flag = '-oauth2-tokeninfo-url';
const source = 'zalando/skipper filters/auth/tokeninfo.go';
const annotation = 'zalando.org/skipper-filter';

// All that ask, under one key.
const asking = 'asking';

const askingIngresses = indexBy(ingresses, ({ meta: { annotations } }) =>
  asksAboutTokens(annotations[annotation] ?? '') ? [asking] : [],
);

const askingGroups = indexBy(routeGroups, ({ routes }) =>
  routes.some(({ filters }) => filters.some(asksAboutTokens)) ? [asking] : [],
);

/** Filters oauthTokeninfo…, of Ingresses and RouteGroups, at installations that are told whom to ask. */
export const skipperTokeninfo: RouteReader = {
  routesTo: (state, service) =>
    installationsOf(state, skipper).flatMap(instance =>
      routesAt(state, instance, service),
    ),
};

function routesAt(
  state: ClusterState,
  instance: Instance,
  service: Service,
): readonly Route[] {
  const { namespace, pods } = instance;
  const told = pods.find(pod => flagOf(pod, flag) !== undefined);
  const url = told && flagOf(told, flag);
  if (!told || url === undefined) return [];
  const evidence = [evidenceOf(told, `spec.containers[].args[${flag}]`, url)];
  const asked = askedByUrl(
    { url, namespace, by: flag, evidence, source },
    service,
  );
  if (!asked) return [];
  return [
    ...ofIngresses(state, instance),
    ...ofGroups(state, instance),
  ].flatMap(({ by, about }) =>
    askedRoute(state, {
      ...asked,
      purpose: 'external authorization',
      edge: edgeOfInstance(instance),
      instance,
      about,
      service,
      named: { by, evidence },
      source,
    }),
  );
}

interface Asker {
  readonly by: KubeObject;
  readonly about: AskedAbout;
}

function ofIngresses(
  state: ClusterState,
  instance: Instance,
): readonly Asker[] {
  return state
    .lookup(askingIngresses, asking)
    .filter(ingress =>
      ingressServers(state, ingress)
        .filter(({ vendor }) => vendor === skipper)
        .some(server =>
          edgesOf(state, ingress, server).some(
            one => one.instance === instance,
          ),
        ),
    )
    .flatMap(ingress =>
      rulesOf(ingress, skipper).map(about => ({ by: ingress, about })),
    );
}

function ofGroups(state: ClusterState, instance: Instance): readonly Asker[] {
  return state
    .lookup(askingGroups, asking)
    .filter(
      group =>
        servesGroup(group, instance) &&
        watches(state, instance, group, 'own kinds'),
    )
    .flatMap(group =>
      group.routes
        .filter(({ filters }) => filters.some(asksAboutTokens))
        .flatMap(({ path }) =>
          eachHost(group.hosts).map(host => ({
            by: group,
            about: { object: group, host, path, clientTls: false },
          })),
        ),
    );
}
