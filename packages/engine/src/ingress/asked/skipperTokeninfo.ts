// Services that Skipper asks about tokens: flags name them once, and filters say about which requests
// (zalando/skipper filters/auth/tokeninfo.go, config/config.go oauth2-tokeninfo-url).
import type { AskedFor } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import { ingresses } from '../../state/kinds/ingress';
import type { Pod } from '../../state/kinds/pod';
import type { Service } from '../../state/kinds/service';
import { routeGroups } from '../../state/kinds/skipperRouteGroup';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import type { Route } from '../edges/edge';
import { flagOf } from '../edges/flagOf';
import { ingressServers } from '../edges/ingressClassOf';
import { Instance, installationsOf } from '../edges/instances';
import { watches } from '../edges/watchedNamespaces';
import { defaultFilters } from '../policies/skipperDefaults';
import { flagsAskedBy } from '../policies/skipperFilters';
import { edgesOf } from '../routes/ingressRoutes';
import { eachHost } from '../routes/ownRoutes';
import type { RouteReader } from '../routes/routeReader';
import { servesGroup } from '../routes/skipperRoutes';
import { skipper } from '../vendors/skipper';
import { askedByUrl } from './askedByUrl';
import { aboutAll, AskedAbout, askedRoute, edgeOfInstance } from './askedRoute';
import { rulesOf } from './ingressAnnotations';

const purposes: Readonly<Record<string, AskedFor>> = {
  '-oauth2-tokeninfo-url': 'external authorization',
  '-oauth2-token-url': 'token issuer',
};
const source = 'zalando/skipper filters/auth/tokeninfo.go';
const annotation = 'zalando.org/skipper-filter';

const askingIngresses = indexBy(ingresses, ({ meta: { annotations } }) =>
  flagsAskedBy(annotations[annotation] ?? ''),
);

const askingGroups = indexBy(routeGroups, ({ routes }) =>
  routes.flatMap(({ filters }) => filters.flatMap(flagsAskedBy)),
);

/** Filters oauthTokeninfo… and oauthGrant of Ingresses and RouteGroups, at installations that are told whom to ask. */
export const skipperTokeninfo: RouteReader = {
  routesTo: (state, service) =>
    installationsOf(state, skipper).flatMap(instance =>
      Object.entries(purposes).flatMap(([flag, purpose]) =>
        routesAt(state, instance, service, flag, purpose),
      ),
    ),
};

function routesAt(
  state: ClusterState,
  instance: Instance,
  service: Service,
  flag: string,
  purpose: AskedFor,
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
    ...ofIngresses(state, instance, flag),
    ...ofGroups(state, instance, flag),
    ...ofDefaults(told, instance, flag),
  ].flatMap(({ by, about }) =>
    askedRoute(state, {
      ...asked,
      purpose,
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

/** Filters that every route has. */
function ofDefaults(
  told: Pod,
  instance: Instance,
  flag: string,
): readonly Asker[] {
  return defaultFilters(instance).some(({ written }) =>
    flagsAskedBy(written).includes(flag),
  )
    ? [{ by: told, about: aboutAll(told, instance) }]
    : [];
}

function ofIngresses(
  state: ClusterState,
  instance: Instance,
  flag: string,
): readonly Asker[] {
  return state
    .lookup(askingIngresses, flag)
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

function ofGroups(
  state: ClusterState,
  instance: Instance,
  flag: string,
): readonly Asker[] {
  return state
    .lookup(askingGroups, flag)
    .filter(
      group =>
        servesGroup(group, instance) &&
        watches(state, instance, group, 'own kinds'),
    )
    .flatMap(group =>
      group.routes
        .filter(({ filters }) => filters.flatMap(flagsAskedBy).includes(flag))
        .flatMap(({ path }) =>
          eachHost(group.hosts).map(host => ({
            by: group,
            about: { object: group, host, path, clientTls: false },
          })),
        ),
    );
}
