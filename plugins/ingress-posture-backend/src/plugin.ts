import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { createRouter } from './api/createRouter';
import { readClusters } from './clusters/readClusters';
import { EntityPosturesReader } from './entities/EntityPosturesReader';
import { ServiceOwners } from './entities/ServiceOwners';
import { PostureStore } from './postures/PostureStore';
import { ClusterWatch } from './watch/ClusterWatch';

/** Follows the configured clusters and serves the postures of their services. */
export const ingressPosturePlugin = createBackendPlugin({
  pluginId: 'ingress-posture',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        catalog,
        config,
        database,
        httpAuth,
        httpRouter,
        lifecycle,
        logger,
        scheduler,
      }) {
        const clusters = readClusters(config);
        const store = await PostureStore.create({ database });
        await store.clusters.keepOnly(clusters.map(({ name }) => name));
        await Promise.all(clusters.map(cluster => store.starting(cluster)));

        const { knex } = store;
        const owners = new ServiceOwners({ knex, catalog, auth, logger });
        store.onNewServices(() => owners.assignSoon());
        await scheduler.scheduleTask({
          id: 'read-service-owners',
          frequency: { seconds: 20 },
          initialDelay: { seconds: 3 },
          timeout: { minutes: 5 },
          fn: () => owners.refresh(),
        });

        const entities = new EntityPosturesReader(store);
        const watches = new Map(
          clusters.map(cluster => [
            cluster.name,
            new ClusterWatch({ cluster, store, logger }),
          ]),
        );
        httpRouter.use(
          createRouter({ httpAuth, catalog, store, entities, watches }),
        );
        lifecycle.addStartupHook(() => watches.forEach(watch => watch.start()));
        lifecycle.addShutdownHook(async () => {
          await Promise.all([...watches.values()].map(watch => watch.stop()));
        });
      },
    });
  },
});
