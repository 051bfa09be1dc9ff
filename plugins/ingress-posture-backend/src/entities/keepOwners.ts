import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  EntitiesEvent,
  ENTITIES_TOPIC,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { PostureStore } from '../postures/PostureStore';
import type { ServiceOwners } from './ServiceOwners';

/** Keeps in step with catalog and clusters who owns which Service: by events, and every 20 seconds besides. */
export async function keepOwners(options: {
  readonly owners: ServiceOwners;
  readonly store: PostureStore;
  readonly events: EventsService;
  readonly scheduler: SchedulerService;
}): Promise<void> {
  const { owners, store, events, scheduler } = options;
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
}
