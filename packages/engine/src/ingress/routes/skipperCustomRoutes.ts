// Routes in eskip, which are not worked out: Ingresses hold them beside their rules (zalando/skipper
// dataclients/kubernetes/ingress.go, extraRoutes), and a flag of Skipper does (config/config.go, inline-routes).
import { ingresses } from '../../state/kinds/ingress';
import { indexBy } from '../../state/objectIndex';
import { flagOf } from '../edges/flagOf';
import { ingressServers } from '../edges/ingressClassOf';
import { installationsOf } from '../edges/instances';
import { skipper } from '../vendors/skipper';
import type { RouteReader } from './routeReader';
import { parseServiceUrl } from './serviceUrl';

const annotation = 'zalando.org/skipper-routes';
const flag = '-inline-routes';

/** "namespace/name" of the Services that routes in eskip have URLs of. */
function servicesIn(written: string, namespace: string): readonly string[] {
  return [...written.matchAll(/"(https?:\/\/[^"]+)"/g)].flatMap(
    ([, url]) => parseServiceUrl(url, namespace)?.key ?? [],
  );
}

const byService = indexBy(ingresses, ({ meta: { annotations, namespace } }) =>
  servicesIn((annotations[annotation] as string | undefined) ?? '', namespace),
);

/** Services that routes of Skipper's in eskip lead to. */
export const skipperCustomRoutes: RouteReader = {
  routesTo: () => [],
  unclaimed: (state, { meta: { namespace, name } }) => {
    const key = `${namespace}/${name}`;
    const holders = state
      .lookup(byService, key)
      .filter(ingress =>
        ingressServers(state, ingress).some(({ vendor }) => vendor === skipper),
      );
    const told = installationsOf(state, skipper).flatMap(({ pods }) =>
      pods.filter(pod =>
        servicesIn(flagOf(pod, flag) ?? '', pod.meta.namespace).includes(key),
      ),
    );
    return [
      ...holders.map(object => ({ object, by: `annotation ${annotation}` })),
      ...told.map(object => ({ object, by: `flag ${flag}` })),
    ].map(({ object, by }) => ({
      object,
      why: `by ${by}, routes of which are not worked out.`,
    }));
  },
};
