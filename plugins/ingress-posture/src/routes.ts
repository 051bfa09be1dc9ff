import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/** The fleet page. */
export const rootRouteRef = createRouteRef({ id: 'ingress-posture' });

/** The tab of an entity. */
export const entityRouteRef = createRouteRef({ id: 'ingress-posture:entity' });

/** The form of a Scaffolder template, where the app has the Scaffolder. */
export const templateRouteRef = createExternalRouteRef({
  id: 'ingress-posture:template',
  params: ['namespace', 'templateName'],
  optional: true,
  defaultTarget: 'scaffolder.selectedTemplate',
});
