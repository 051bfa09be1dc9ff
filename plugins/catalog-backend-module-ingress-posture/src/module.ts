import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { CatalogModelSources } from '@backstage/catalog-model/alpha';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { catalogModelExtensionPoint } from '@backstage/plugin-catalog-node/alpha';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { VERDICTS_TOPIC } from '@ingress-posture/plugin-ingress-posture-common';
import { clientOnBehalfOf } from '@ingress-posture/plugin-ingress-posture-node';
import { ingressPostureCatalogModelLayer } from './catalogModel';
import { EntityAnnouncer } from './EntityAnnouncer';
import { VerdictFollower } from './VerdictFollower';
import { VerdictProcessor } from './VerdictProcessor';
import { Verdicts } from './Verdicts';

/** Writes the verdicts of the ingress-posture backend onto catalog entities. */
export const catalogModuleIngressPosture = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'ingress-posture',
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
        const client = clientOnBehalfOf(() => auth.getOwnServiceCredentials(), {
          auth,
          discovery,
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
