import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { english } from './en';

/**
 * Everything the plugin says, in English, and in German where the app has that language. Sentences that
 * the engine makes of a cluster's objects are English in every language; titles of findings are not.
 *
 * @public
 */
export const ingressPostureTranslationRef = createTranslationRef({
  id: 'plugin.ingress-posture',
  messages: english,
  translations: { de: () => import('./de') },
});
