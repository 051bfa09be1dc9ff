import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  EntityVerdicts,
  VERDICTS_TOPIC,
} from '@ingress-posture/plugin-ingress-posture-common';
import { Router } from 'express';

/** A stand-in for the ingress-posture backend: answers with verdicts that the bench sets. */
export function verdictsPlugin() {
  let answer: EntityVerdicts = { items: [], complete: false };
  let announce = async () => {};
  const plugin = createBackendPlugin({
    pluginId: 'ingress-posture',
    register(env) {
      env.registerInit({
        deps: {
          events: eventsServiceRef,
          httpRouter: coreServices.httpRouter,
        },
        async init({ events, httpRouter }) {
          const router = Router();
          // Express answers 304 by an ETag of its own.
          router.get('/entities', (_, response) => response.json(answer));
          httpRouter.use(router);
          announce = () =>
            events.publish({
              topic: VERDICTS_TOPIC,
              eventPayload: { cluster: 'bench' },
            });
        },
      });
    },
  });
  return {
    plugin,
    set: async (next: EntityVerdicts) => {
      answer = next;
      await announce();
    },
  };
}
