import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import signalsPlugin from '@backstage/plugin-signals/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import ingressPosturePlugin from '@ingress-posture/plugin-ingress-posture/alpha';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';

/** The portal of the demo: a catalog, its people, and the plugin. */
export const app = createApp({
  features: [
    catalogPlugin,
    orgPlugin,
    scaffolderPlugin,
    signalsPlugin,
    userSettingsPlugin,
    ingressPosturePlugin,
    navModule,
    signInModule,
  ],
});
