import {
  AuthService,
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { CatalogModelSources } from '@backstage/catalog-model/alpha';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { catalogModelExtensionPoint } from '@backstage/plugin-catalog-node/alpha';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  IngressPostureClient,
  VERDICTS_TOPIC,
} from '@ingress-posture/plugin-ingress-posture-common';
import { ingressPostureCatalogModelLayer } from './catalogModel';
import { EntityAnnouncer } from './EntityAnnouncer';
import { VerdictFollower } from './VerdictFollower';
import { VerdictProcessor } from './VerdictProcessor';
import { Verdicts } from './Verdicts';

const PLUGIN = 'ingress-posture';

/** Writes the verdicts of the ingress-posture backend onto catalog entities. */
export const catalogModuleIngressPosture = createBackendModule({
  pluginId: 'catalog',
  moduleId: PLUGIN,
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        model: catalogModelExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        catalog,
        discovery,
        events,
        logger,
        model,
        scheduler,
      }) {
        model.addModelSource(
          CatalogModelSources.static([ingressPostureCatalogModelLayer]),
        );
        const client = new IngressPostureClient({
          discoveryApi: discovery,
          fetchApi: { fetch: fetchAsCatalog(auth) },
        });
        const verdicts = new Verdicts();
        const follower = new VerdictFollower({
          ask: () =>
            client.listEntityVerdicts({ signal: AbortSignal.timeout(10_000) }),
          verdicts,
          logger,
        });
        const announcer = new EntityAnnouncer({ events, logger });
        catalog.addProcessor(
          new VerdictProcessor({
            verdicts,
            onChangedClaim: entityRef => announcer.changed(entityRef),
          }),
        );
        catalog.addEntityProvider(follower);
        await events.subscribe({
          id: 'ingress-posture-verdicts',
          topics: [VERDICTS_TOPIC],
          onEvent: () => follower.follow(),
        });
        // An event reaches one replica of the catalog; the others, and whoever has missed it, look.
        await scheduler.scheduleTask({
          id: 'read-ingress-posture-verdicts',
          scope: 'local',
          frequency: { seconds: 5 },
          timeout: { seconds: 30 },
          fn: () => follower.follow(),
        });
      },
    });
  },
});

function fetchAsCatalog(auth: AuthService): typeof fetch {
  return async (input, init) => {
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: PLUGIN,
    });
    const headers = new Headers(init?.headers);
    headers.set('Authorization', `Bearer ${token}`);
    return fetch(input, { ...init, headers });
  };
}
