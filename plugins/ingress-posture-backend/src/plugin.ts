import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  clusterSourcesExtensionPoint,
  ClusterSourceType,
} from '@ingress-posture/plugin-ingress-posture-node';
import {
  EntitiesEvent,
  ENTITIES_TOPIC,
} from '@ingress-posture/plugin-ingress-posture-common';
import { randomUUID } from 'node:crypto';
import { addActions } from './actions/addActions';
import { Access } from './access/Access';
import { declarePermissions } from './access/declarePermissions';
import { ClusterAnswers } from './answers/ClusterAnswers';
import { EntityAnswers } from './answers/EntityAnswers';
import { ServiceAnswers } from './answers/ServiceAnswers';
import { createRouter } from './api/createRouter';
import { ClusterRoster } from './clusters/ClusterRoster';
import { KubernetesPlugin } from './clusters/kubernetesPlugin/KubernetesPlugin';
import { readClusters } from './clusters/readClusters';
import { isBuiltIn } from './clusters/sourceOptions';
import { EntityPosturesReader } from './entities/EntityPosturesReader';
import { readNamespaceLabel } from './entities/readNamespaceLabel';
import { EntityVerdictsReader } from './entities/EntityVerdictsReader';
import { ServiceOwners } from './entities/ServiceOwners';
import { DailyTotals } from './fleet/DailyTotals';
import { Environments } from './fleet/Environments';
import { Fleet } from './fleet/Fleet';
import { Leases } from './leases/Leases';
import { QuestionBox } from './questions/QuestionBox';
import { QuestionDesk } from './questions/QuestionDesk';
import { observeClusters } from './metrics/observeClusters';
import { PostureStore } from './postures/PostureStore';
import { ChangeAnnouncer } from './signals/ChangeAnnouncer';
import { tellPages, tellPlugins } from './signals/tell';
import { sourceHelp } from './clusters/sourceHelp';
import { Watches } from './watch/Watches';

/** Follows the configured clusters and serves the postures of their services. */
export const ingressPosturePlugin = createBackendPlugin({
  pluginId: 'ingress-posture',
  register(env) {
    const addedTypes = new Map<string, ClusterSourceType>();
    env.registerExtensionPoint(clusterSourcesExtensionPoint, {
      addSourceType(type) {
        if (isBuiltIn(type.type) || addedTypes.has(type.type)) {
          throw new ConflictError(
            `There is a cluster source of type "${type.type}" already`,
          );
        }
        addedTypes.set(type.type, type);
      },
    });
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
        const configured = readClusters(config, addedTypes);
        const store = await PostureStore.create({ database });
        const leases = new Leases({ knex: store.knex, holder: randomUUID() });
        store.useLeases(leases);

        const pages = new ChangeAnnouncer({ tell: tellPages(signals), logger });
        store.onChange(cluster => pages.changed(cluster));
        const plugins = new ChangeAnnouncer({
          tell: tellPlugins(events),
          logger,
        });
        store.onNewVerdicts(cluster => plugins.changed(cluster));

        const { knex } = store;
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
        store.onNewServices(() => owners.assignSoon());
        await events.subscribe({
          id: 'ingress-posture-entities',
          topics: [ENTITIES_TOPIC],
          onEvent: async ({ eventPayload }) => {
            const { entityRefs } = eventPayload as EntitiesEvent;
            await owners.readAgain(entityRefs);
          },
        });
        await scheduler.scheduleTask({
          id: 'read-service-owners',
          // Each replica assigns the services that it reads.
          scope: 'local',
          frequency: { seconds: 20 },
          initialDelay: { seconds: 3 },
          timeout: { minutes: 5 },
          fn: () => owners.refresh(),
        });

        const totals = new DailyTotals(knex);
        await scheduler.scheduleTask({
          id: 'keep-daily-totals',
          scope: 'global',
          frequency: { minutes: 10 },
          initialDelay: { minutes: 1 },
          timeout: { minutes: 1 },
          fn: () => totals.keep(new Date()),
        });

        const reader = new EntityPosturesReader(store, namespaceLabel);
        const fleet = new Fleet({
          knex,
          environments: Environments.fromConfig(config),
          isFollowed: store.isFollowed,
        });
        const kubernetesPlugin = new KubernetesPlugin({ auth, discovery });
        const help = sourceHelp(kubernetesPlugin, addedTypes);
        const watches = new Watches({ leases, store, logger, help });
        const box = new QuestionBox(store.knex);
        const questions = new QuestionDesk({ watches, box, logger });
        const answers = {
          entities: new EntityAnswers({ access, catalog, reader }),
          services: new ServiceAnswers({ access, store, fleet }),
          clusters: new ClusterAnswers({ access, store, questions }),
        };
        httpRouter.use(
          createRouter({
            auditor,
            httpAuth,
            ...answers,
            verdicts: new EntityVerdictsReader(knex),
          }),
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
        const follow = async () => {
          const { clusters, isComplete } = await roster.read();
          if (isComplete) {
            await store.clusters.keepOnly(clusters.map(({ name }) => name));
          }
          await watches.keep(clusters);
        };
        lifecycle.addStartupHook(follow);
        lifecycle.addShutdownHook(() => watches.stop());
        if (leases.isShared) {
          questions.start();
          lifecycle.addShutdownHook(() => questions.stop());
        }
        if (roster.changes) {
          await scheduler.scheduleTask({
            id: 'read-clusters-of-kubernetes-plugin',
            scope: 'local',
            frequency: { seconds: 30 },
            initialDelay: { seconds: 5 },
            timeout: { seconds: 30 },
            fn: follow,
          });
        }
      },
    });
  },
});
