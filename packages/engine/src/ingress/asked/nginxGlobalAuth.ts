import { evidenceOf } from '../../state/evidence';
import { parseServiceUrl, spokenTo } from '../routes/serviceUrl';
import { installationsOf } from '../edges/instances';
import { configMaps } from '../../state/kinds/configMap';
import type { RouteReader } from '../routes/routeReader';
import { ingressNginx } from '../vendors/ingressNginx';
import { askedRoute, edgeOfInstance } from './askedRoute';

const key = 'global-auth-url';
const source =
  'kubernetes/ingress-nginx internal/ingress/controller/template/configmap.go (ReadConfig)';

/** The Service that ingress-nginx asks about what every Ingress serves that has no enable-global-auth "false". */
export const nginxGlobalAuth: RouteReader = {
  routesTo: (state, service) =>
    installationsOf(state, ingressNginx).flatMap(instance => {
      const [namespace, name] = instance.configMap?.split('/') ?? [];
      if (namespace === undefined || name === undefined) return [];
      const settings = state.get(configMaps, namespace, name);
      const url = parseServiceUrl(
        settings?.data[key]?.split('$')[0] ?? '',
        instance.namespace,
      );
      const isThis =
        url?.key === `${service.meta.namespace}/${service.meta.name}`;
      // nginx resolves whole names alone.
      if (!settings || !isThis || !url.host.endsWith('.svc.cluster.local')) {
        return [];
      }
      const evidence = [
        evidenceOf(settings, `data[${key}]`, settings.data[key]),
      ];
      const read = { by: key, evidence, source };
      return service.ports
        .filter(({ port }) => port === url.port)
        .flatMap(port =>
          askedRoute(state, {
            purpose: 'external authorization',
            edge: edgeOfInstance(instance),
            instance,
            about: {
              object: settings,
              host: null,
              path: null,
              clientTls: true,
            },
            service,
            port,
            named: { by: settings, evidence },
            said: {
              addressing: { effect: 'service-vip', ...read },
              host: { effect: url.host, ...read },
              backend: { effect: spokenTo(url, service, port), ...read },
            },
            source,
          }),
        );
    }),
};
