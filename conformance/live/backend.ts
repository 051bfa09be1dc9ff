/**
 * The backend plugin in a process of its own, without the rest of a portal, so that a suite can end it as
 * it likes and start several of them.
 */
import { createBackend } from '@backstage/backend-defaults';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

const backend = createBackend();
// Entities that a suite asks about, as JSON.
const entities = JSON.parse(process.env.ENTITIES ?? '[]');
backend.add(catalogServiceMock.factory({ entities }));
backend.add(import('@ingress-posture/plugin-ingress-posture-backend'));
if (process.env.KUBERNETES_PLUGIN) {
  backend.add(import('@backstage/plugin-kubernetes-backend'));
}
backend.start();
