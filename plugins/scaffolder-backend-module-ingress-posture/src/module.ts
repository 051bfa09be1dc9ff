import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createRemedyAction } from './remedyAction';

/** Adds the action `ingress-posture:remedy` to the scaffolder. */
export const scaffolderModuleIngressPosture = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'ingress-posture',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        discovery: coreServices.discovery,
      },
      async init({ actions, auth, discovery }) {
        actions.addActions(createRemedyAction({ auth, discovery }));
      },
    });
  },
});
