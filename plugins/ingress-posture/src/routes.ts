import { createRouteRef } from '@backstage/core-plugin-api';

/** The fleet page. */
export const rootRouteRef = createRouteRef({ id: 'ingress-posture' });

/** The tab of an entity. */
export const entityRouteRef = createRouteRef({ id: 'ingress-posture:entity' });
