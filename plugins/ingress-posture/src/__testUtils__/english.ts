import { mockApis } from '@backstage/test-utils';
import { ingressPostureTranslationRef, Text } from '../translation';

/** The plugin's texts in English, for what is tested without a page. */
export const english: Text = (() => {
  const snapshot = mockApis
    .translation()
    .getTranslation(ingressPostureTranslationRef);
  if (!snapshot.ready) throw new Error('English is always there');
  return snapshot.t;
})();
