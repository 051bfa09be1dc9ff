import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';

// A newcomer lands in the catalog without a click: the backend signs everybody in as guest.
const guestSignIn = SignInPageBlueprint.make({
  params: {
    loader: async () => {
      const { ProxiedSignInPage } = await import('@backstage/core-components');
      return props => <ProxiedSignInPage {...props} provider="guest" />;
    },
  },
});

/** Signs everybody in as guest. */
export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [guestSignIn],
});
