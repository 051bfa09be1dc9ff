import type { ClusterState } from '../../state/clusterState';
import { annotationEvidence, objectName } from '../../state/evidence';
import { Service, ServicePort, services } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import { servicePort } from '../dial/servicePort';
import type { Route } from '../edges/edge';
import { Opening, openingOf } from '../edges/opening';
import {
  Share,
  sharedWith,
  sharesOf,
} from '../serviceLoadBalancers/awsActions';
import {
  networkListener,
  networkProtocol,
} from '../serviceLoadBalancers/awsListener';
import { awsNlb } from '../vendors/awsNlb';
import { Open, openingEdge, openingRoute } from './loadBalancerRoutes';
import type { RouteReader } from './routeReader';

const source =
  'kubernetes-sigs/aws-load-balancer-controller pkg/service/model_build_target_group.go (buildTargetGroupTuples)';

const openersByShare = indexBy(services, opener =>
  sharedWith(opener).map(name => `${opener.meta.namespace}/${name}`),
);

/** Services that the Network Load Balancer of another one sends a share of its connections to. */
export const nlbActionRoutes: RouteReader = {
  routesTo: (state, service) => {
    const { namespace, name } = service.meta;
    return state
      .lookup(openersByShare, `${namespace}/${name}`)
      .filter(opener => opener.meta.name !== name)
      .flatMap(opener => routesFrom(state, opener, service));
  },
};

function routesFrom(
  state: ClusterState,
  opener: Service,
  service: Service,
): readonly Route[] {
  const opening = openingOf(state, opener);
  if (opening?.vendor !== awsNlb) return [];
  return opener.ports
    .filter(({ protocol }) => protocol === 'TCP')
    .flatMap(from => {
      const listener = networkListener(opener, from, 'shared');
      if (listener.kind === 'closed') return [];
      const found = sharesOf(opener, from, networkProtocol(opener, from));
      return (found?.others ?? [])
        .filter(one => one.service === service.meta.name && one.weight > 0)
        .flatMap(share => {
          const port = servicePort(service, share.port);
          if (!port || !found) return [];
          const way = { opener, opening, share, key: found.key };
          return [routeOf(way, listener, service, port)];
        });
    });
}

interface Way {
  readonly opener: Service;
  readonly opening: Opening;
  readonly share: Share;
  readonly key: string;
}

function routeOf(
  { opener, opening, share, key }: Way,
  listener: Open,
  service: Service,
  port: ServicePort,
): Route {
  const shared =
    listener.kind === 'ends'
      ? { ...listener, backendTls: !share.decrypts }
      : listener;
  const route = openingRoute(
    opener,
    opening,
    openingEdge(opener, opening),
    shared,
    { service, port },
  );
  const { dial } = route;
  const hindrance =
    dial.addressing === 'node-port' && port.nodePort === undefined
      ? `${objectName(opener)} shares connections with ${objectName(
          service,
        )}, which has no node port for them: AWS Load Balancer Controller fails at it.`
      : undefined;
  return {
    ...route,
    dial: {
      ...dial,
      ...(hindrance !== undefined && {
        certainty: 'unknown' as const,
        caveats: [...dial.caveats, hindrance],
      }),
      reasons: [
        ...dial.reasons,
        {
          text: `${objectName(
            opener,
          )} has its load balancer send a share of its connections to ${objectName(
            service,
          )}.`,
          evidence: [annotationEvidence(opener, key)],
          source,
        },
      ],
    },
  };
}
