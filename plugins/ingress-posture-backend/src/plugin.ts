import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { clusterSourcesExtensionPoint } from '@ingress-posture/plugin-ingress-posture-node';
import { randomUUID } from 'node:crypto';
import { addActions } from './actions/addActions';
import { Access } from './access/Access';
import { declarePermissions } from './access/declarePermissions';
import { ClusterAnswers } from './answers/ClusterAnswers';
import { EntityAnswers } from './answers/EntityAnswers';
import { ServiceAnswers } from './answers/ServiceAnswers';
import { createRouter } from './api/createRouter';
import { AddedSourceTypes } from './clusters/AddedSourceTypes';
import { ClusterRoster } from './clusters/ClusterRoster';
import { KubernetesPlugin } from './clusters/kubernetesPlugin/KubernetesPlugin';
import { readClusters } from './clusters/readClusters';
import { EntityPosturesReader } from './entities/EntityPosturesReader';
import { keepOwners } from './entities/keepOwners';
import { readNamespaceLabel } from './entities/readNamespaceLabel';
import { EntityVerdictsReader } from './entities/EntityVerdictsReader';
import { ServiceOwners } from './entities/ServiceOwners';
import { DailyTotals } from './fleet/DailyTotals';
import { Environments } from './fleet/Environments';
import { Fleet } from './fleet/Fleet';
import { keepDailyTotals } from './fleet/keepDailyTotals';
import { Leases } from './leases/Leases';
import { QuestionBox } from './questions/QuestionBox';
import { QuestionDesk } from './questions/QuestionDesk';
import { observeClusters } from './metrics/observeClusters';
import { PostureStore } from './postures/PostureStore';
import { announceChanges } from './signals/announceChanges';
import { sourceHelp } from './clusters/sourceHelp';
import { followClusters } from './watch/followClusters';
import { Watches } from './watch/Watches';

/** Follows the configured clusters and serves the postures of their services. */
export const ingressPosturePlugin = createBackendPlugin({
  pluginId: 'ingress-posture',
  register(env) {
    const added = new AddedSourceTypes();
    env.registerExtensionPoint(clusterSourcesExtensionPoint, added);
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init({
        actionsRegistry,
        auditor,
        auth,
        catalog,
        config,
        database,
        discovery,
        events,
        httpAuth,
        httpRouter,
        lifecycle,
        logger,
        metrics,
        permissions,
        permissionsRegistry,
        scheduler,
        signals,
      }) {
        const configured = readClusters(config, added.all);
        const store = await PostureStore.create({ database });
        const { knex } = store;
        const leases = new Leases({ knex, holder: randomUUID() });
        store.useLeases(leases);
        announceChanges({ store, signals, events, logger });

        declarePermissions(permissionsRegistry, knex);
        const access = new Access({
          permissions,
          registry: permissionsRegistry,
        });
        const namespaceLabel = readNamespaceLabel(config);
        const owners = new ServiceOwners({
          knex,
          catalog,
          auth,
          logger,
          namespaceLabel,
        });
        await keepOwners({ owners, store, events, scheduler });
        await keepDailyTotals(new DailyTotals(knex), scheduler);

        const kubernetesPlugin = new KubernetesPlugin({ auth, discovery });
        const help = sourceHelp(kubernetesPlugin, added.all);
        const watches = new Watches({ leases, store, logger, help });
        const box = new QuestionBox(knex);
        const questions = new QuestionDesk({ watches, box, logger });
        const reader = new EntityPosturesReader(store, namespaceLabel);
        const fleet = new Fleet({
          knex,
          environments: Environments.fromConfig(config),
          isFollowed: store.isFollowed,
        });
        const answers = {
          entities: new EntityAnswers({ access, catalog, reader }),
          services: new ServiceAnswers({ access, store, fleet }),
          clusters: new ClusterAnswers({ access, store, questions }),
        };
        const verdicts = new EntityVerdictsReader(knex);
        httpRouter.use(
          createRouter({ auditor, httpAuth, ...answers, verdicts }),
        );
        addActions({ registry: actionsRegistry, auditor, ...answers });
        observeClusters(metrics, async () => {
          const clusters = await store.clusters.list();
          return clusters.filter(({ name }) => watches.get(name));
        });

        const roster = new ClusterRoster({
          configured,
          askKubernetesPlugin: () => kubernetesPlugin.clusters(),
          logger,
        });
        await followClusters({ roster, watches, store, lifecycle, scheduler });
        if (leases.isShared) {
          questions.start();
          lifecycle.addShutdownHook(() => questions.stop());
        }
      },
    });
  },
});
